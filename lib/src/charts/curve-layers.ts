import type { ExprRef } from "vega";
import type { Legend } from "vega-lite/build/src/legend";
import type { Layer } from "./chart-types";
import { dashes, palette } from "./theme";

/** One curve: points joined in the order given. */
export interface Curve {
  /** What the legend calls it; different for each curve. */
  name: string;
  /** Finite numbers, such as epochs. */
  x: ArrayLike<number>;
  /** As many finite numbers, above 0 with `logY`. */
  y: ArrayLike<number>;
}

/** What the points' tooltips say. */
interface CurveTooltips {
  series: readonly Curve[];
  xTitle: string;
  yTitle: string;
  xFormat?: string;
  yFormat?: string;
}

/** Colour and dash of each curve, in one legend because field, domain and title are the same. */
function looks(series: readonly Curve[]) {
  const names = series.map(({ name }) => name);
  const legend: Legend<ExprRef> | null =
    names.length > 1 ? { title: null, orient: "top", symbolType: "stroke", symbolSize: 400 } : null;
  const of = { field: "series", type: "nominal", legend } as const;
  return {
    color: { ...of, scale: { domain: names, range: palette.slice(0, names.length) } },
    strokeDash: { ...of, scale: { domain: names, range: dashes.slice(0, names.length) } },
  };
}

/** The curves themselves. */
export const lineLayer = (series: readonly Curve[]): Layer => ({
  mark: { type: "line", clip: true },
  encoding: looks(series),
});

/**
 * Dots where there are few points. Where there are many they are not seen, only wide targets for the pointer,
 * since a line's own tooltip tells of its first point alone.
 */
export function pointLayer({ series, xTitle, yTitle, xFormat, yFormat = ".4~g" }: CurveTooltips): Layer {
  const few = series.every(({ x }) => x.length <= 20);
  return {
    mark: { type: "point", clip: true, ...(few ? { size: 30, opacity: 1 } : { size: 80, opacity: 0 }) },
    encoding: {
      color: looks(series).color,
      tooltip: [
        ...(series.length > 1 ? [{ field: "series", type: "nominal" as const, title: "curve" }] : []),
        { field: "x", type: "quantitative", title: xTitle, ...(xFormat && { format: xFormat }) },
        { field: "y", type: "quantitative", title: yTitle, format: yFormat },
      ],
    },
  };
}

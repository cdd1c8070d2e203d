import type { ExprRef } from "vega";
import type { TopLevelSpec } from "vega-lite";
import type { Legend } from "vega-lite/build/src/legend";
import type { Layer } from "./chart-types";
import type { CsvData } from "./rows";
import { dashes, heading, maximumWidth, palette, themed } from "./theme";

/** What the chart of curves needs to know. */
export interface CurvesChart {
  title: string;
  subtitle?: string;
  xTitle: string;
  yTitle: string;
  xFormat?: string;
  yFormat?: string;
  logX?: boolean;
  logY?: boolean;
  /** The curves' names, in the order of colours and dashes. */
  names: readonly string[];
  /** Rows with `series` (a name), `x` and `y`; or the name of rows that are given to the view later. */
  data: CsvData | { name: string };
  /** First and last y of the frame. Left out, the frame follows the rows. */
  yDomain?: readonly [number, number];
  /** Dots on the curves; or none to be seen, only targets for tooltips; or neither. */
  points: "seen" | "unseen" | "none";
}

/** Curves told apart by colour and dash, as a Vega-Lite chart. Nothing is checked here: see `curves`. */
export function curvesChart(chart: CurvesChart): TopLevelSpec {
  const { title, subtitle, xTitle, yTitle, xFormat, yFormat, logX, logY, yDomain, data } = chart;
  return themed({
    title: heading({ title, subtitle }),
    width: maximumWidth,
    height: 320,
    autosize: { type: "fit-x", contains: "padding" },
    data,
    encoding: {
      x: {
        field: "x",
        type: "quantitative",
        scale: { ...(logX ? { type: "log" } : { zero: false }), nice: false, padding: 4 },
        axis: { title: xTitle, tickCount: 8, ...(xFormat && { format: xFormat }) },
      },
      y: {
        field: "y",
        type: "quantitative",
        scale: {
          type: logY ? "log" : "linear",
          ...(yDomain
            ? { domain: [...yDomain], nice: false }
            : { nice: !logY, ...(!logY && { zero: false }) }),
        },
        axis: { title: yTitle, tickCount: 6, ...(yFormat && { format: yFormat }) },
      },
    },
    layer: chart.points === "none" ? [lineLayer(chart)] : [lineLayer(chart), pointLayer(chart)],
  });
}

/** Colour and dash of each curve, in one legend because field, domain and title are the same. */
function looks(names: readonly string[]) {
  const legend: Legend<ExprRef> | null =
    names.length > 1 ? { title: null, orient: "top", symbolType: "stroke", symbolSize: 400 } : null;
  const of = { field: "series", type: "nominal", legend } as const;
  return {
    color: { ...of, scale: { domain: [...names], range: palette.slice(0, names.length) } },
    strokeDash: { ...of, scale: { domain: [...names], range: dashes.slice(0, names.length) } },
  };
}

const lineLayer = ({ names }: CurvesChart): Layer => ({
  mark: { type: "line", clip: true },
  encoding: looks(names),
});

/** A line's own tooltip tells of its first point alone, so points get targets for the pointer. */
function pointLayer({ names, xTitle, yTitle, xFormat, yFormat = ".4~g", points }: CurvesChart): Layer {
  const size = points === "seen" ? { size: 30, opacity: 1 } : { size: 80, opacity: 0 };
  return {
    mark: { type: "point", clip: true, ...size },
    encoding: {
      color: looks(names).color,
      tooltip: [
        ...(names.length > 1 ? [{ field: "series", type: "nominal" as const, title: "curve" }] : []),
        { field: "x", type: "quantitative", title: xTitle, ...(xFormat && { format: xFormat }) },
        { field: "y", type: "quantitative", title: yTitle, format: yFormat },
      ],
    },
  };
}

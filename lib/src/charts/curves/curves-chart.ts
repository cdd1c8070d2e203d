import type { ExprRef } from "vega";
import type { TopLevelSpec } from "vega-lite";
import type { Legend } from "vega-lite/build/src/legend";
import type { Channels, Layer } from "../common/chart-types";
import type { CsvData } from "../common/rows";
import { dashes, heading, maximumWidth, palette, themed } from "../common/theme";

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
  /** First and last x of the frame, a little wider still. Left out, the frame follows the rows. */
  xDomain?: readonly [number, number];
  /** About how many labels along x. Default 8. */
  xTicks?: number;
  /** Whether an axis has grid lines alone, because a neighbour's labels count. Default neither. */
  isBare?: { x: boolean; y: boolean };
  /** First and last y of the frame. Left out, the frame follows the rows. */
  yDomain?: readonly [number, number];
  /** Dots on the curves; or none to be seen, only targets for tooltips; or dots on curves of few points. */
  points: "seen" | "unseen" | "few";
}

/** Curves told apart by colour and dash, as a Vega-Lite chart. Nothing is checked here: see `curves`. */
export function curvesChart(chart: CurvesChart): TopLevelSpec {
  return themed({
    title: heading(chart),
    width: maximumWidth,
    height: 320,
    autosize: { type: "fit-x", contains: "padding" },
    ...curvesFrame(chart),
  });
}

const bare = { title: null, labels: false, ticks: false };

/** The part of the chart that is not its title and size: data, axes and marks. */
export function curvesFrame(chart: Omit<CurvesChart, "title" | "subtitle">) {
  const { xTitle, yTitle, xFormat, yFormat, logX, logY, xDomain, yDomain, isBare, data } = chart;
  return {
    data,
    encoding: {
      x: {
        field: "x",
        type: "quantitative",
        scale: {
          ...(logX ? { type: "log" as const } : { zero: false }),
          ...{ nice: false, padding: 4 },
          ...(xDomain && { domain: [...xDomain] }),
        },
        axis: {
          ...{ title: xTitle, tickCount: chart.xTicks ?? 8, ...(xFormat && { format: xFormat }) },
          ...(isBare?.x && bare),
        },
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
        axis: {
          ...{ title: yTitle, tickCount: 6, ...(yFormat && { format: yFormat }) },
          ...(isBare?.y && bare),
        },
      },
    } satisfies Channels,
    layer: [lineLayer(chart), pointLayer(chart)],
  };
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

const lineLayer = ({ names }: Pick<CurvesChart, "names">): Layer => ({
  mark: { type: "line", clip: true },
  encoding: looks(names),
});

/** Curves of more points have no dots, which would run together. */
export const fewPoints = 20;

/** A line's own tooltip tells of its first point alone, so points get targets for the pointer. */
function pointLayer(chart: Omit<CurvesChart, "title" | "subtitle">): Layer {
  const { names, xTitle, yTitle, xFormat, yFormat = ".4~g", points } = chart;
  const size = points === "unseen" ? { size: 80, opacity: 0 } : { size: 30, opacity: 1 };
  return {
    ...(points === "few" && {
      transform: [
        { joinaggregate: [{ op: "count", as: "count" }], groupby: ["series"] },
        { filter: `datum.count <= ${fewPoints}` },
      ],
    }),
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

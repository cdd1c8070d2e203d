import type { TopLevelSpec } from "vega-lite";
import { bare, told, type Channels, type Layer } from "../common/channels";
import type { Domain } from "../common/numbers";
import type { CsvData } from "../common/rows";
import { dashes, heading, maximumWidth, palette, strokeLegend, themed } from "../common/theme";

/** What the chart of curves needs to know. */
export interface CurvesChart {
  title: string;
  subtitle?: string;
  xTitle: string;
  yTitle: string;
  xFormat?: string | undefined;
  yFormat?: string | undefined;
  logX?: boolean;
  logY?: boolean;
  /** The curves' names, in the order of colours and dashes. */
  names: readonly string[];
  /** Rows with `series` (a name), `x` and `y`; or the name of rows that are given to the view later. */
  data: CsvData | { name: string };
  /** First and last x of the frame, a little wider still. Left out, the frame follows the rows. */
  xDomain?: Domain | undefined;
  /** About how many labels along x. Default 8. */
  xTicks?: number;
  /** Whether an axis has grid lines alone, because a neighbour's labels count. Default neither. */
  isBare?: { x: boolean; y: boolean };
  /** First and last y of the frame. Left out, the frame follows the rows. */
  yDomain?: Domain | undefined;
  /** Dots on the curves; or none to be seen, only targets for tooltips; or dots on curves of few points. */
  points: "seen" | "unseen" | "few";
}

/** Curves told apart by colour and dash, as a Vega-Lite chart. Nothing is checked here: see `curves`. */
export const curvesChart = (chart: CurvesChart): TopLevelSpec =>
  themed({
    title: heading(chart),
    width: maximumWidth,
    height: 320,
    autosize: { type: "fit-x", contains: "padding" },
    ...curvesFrame(chart),
  });

/** The part of the chart that is not its title and size: data, axes and marks. */
export function curvesFrame(chart: Omit<CurvesChart, "title" | "subtitle">) {
  const { xTitle, yTitle, xFormat, yFormat, logX, logY, xDomain, yDomain, isBare, data, names } = chart;
  return {
    data,
    encoding: {
      x: {
        field: "x",
        type: "quantitative",
        scale: {
          ...(logX ? { type: "log" } : { zero: false }),
          nice: false,
          padding: 4,
          ...(xDomain && { domain: [...xDomain] }),
        },
        axis: {
          title: xTitle,
          tickCount: chart.xTicks ?? 8,
          ...(xFormat && { format: xFormat }),
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
          title: yTitle,
          tickCount: 6,
          ...(yFormat && { format: yFormat }),
          ...(isBare?.y && bare),
        },
      },
    } satisfies Channels,
    layer: [{ mark: { type: "line", clip: true }, encoding: looks(names) }, pointLayer(chart)] as Layer[],
  };
}

/** Colour and dash of each curve, in one legend because field, domain and title are the same. */
function looks(names: readonly string[]) {
  const of = { field: "series", type: "nominal", legend: names.length > 1 ? strokeLegend : null } as const;
  return {
    color: { ...of, scale: { domain: [...names], range: palette.slice(0, names.length) } },
    strokeDash: { ...of, scale: { domain: [...names], range: dashes.slice(0, names.length) } },
  };
}

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
        ...(names.length > 1 ? [told("series", "curve")] : []),
        { field: "x", type: "quantitative", title: xTitle, ...(xFormat && { format: xFormat }) },
        told("y", yTitle, yFormat),
      ],
    },
  };
}

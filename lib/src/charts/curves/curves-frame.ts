import type { TopLevelSpec } from "vega-lite";
import type { AxisOptions } from "../common/check";
import { bare, byName, told, type Channels, type Layer } from "../common/layers";
import { decades, tickLabel } from "../common/numbers";
import type { CsvData } from "../common/rows";
import { dashes, fullWidth, palette, strokeLegend, themed } from "../common/theme";

/** What the frame of curves needs to know. Without a domain, an axis follows the rows. */
export interface CurvesFrame extends Omit<AxisOptions, "title" | "subtitle"> {
  /** The curves' names, in the order of colours and dashes. */
  names: readonly string[];
  /** Rows with `series` (a name), `x` and `y`; or the name of rows that are given to the view later. */
  data: CsvData | { name: string };
  /** About how many labels along x. Default 8. */
  xTicks?: number;
  /** Whether an axis has grid lines alone, because a neighbour's labels count. Default neither. */
  isBare?: { x: boolean; y: boolean };
  /** Dots on the curves; or none to be seen, only targets for tooltips; or dots on curves of few points. */
  points: "seen" | "unseen" | "few";
}

/** Curves to which points are added later, as a Vega-Lite chart. Nothing is checked here: see `curves`. */
export const growingCurves = (options: AxisOptions & { names: readonly string[] }): TopLevelSpec => {
  const { title, subtitle } = options;
  const frame = curvesFrame({ ...options, data: { name: "rows" }, points: "few" });
  return themed({ title, subtitle, ...fullWidth(320), ...frame });
};

/** Curves told apart by colour and dash: the part of the chart that is not its title and size. */
export function curvesFrame(frame: CurvesFrame) {
  const { data, names, logX, logY, xDomain, yDomain } = frame;
  const ofX = logX ? { type: "log" as const } : { zero: false };
  const ofY = logY ? { nice: false } : { nice: true, zero: false };
  return {
    data,
    encoding: {
      x: {
        field: "x",
        type: "quantitative",
        scale: { ...ofX, nice: false, padding: 4, ...(xDomain && { domain: [...xDomain] }) },
        axis: axisOf(frame, "x", frame.xTicks ?? 8),
      },
      y: {
        field: "y",
        type: "quantitative",
        scale: { type: logY ? "log" : "linear", ...(yDomain ? { domain: [...yDomain], nice: false } : ofY) },
        axis: axisOf(frame, "y", 6),
      },
    } satisfies Channels,
    layer: [{ mark: { type: "line", clip: true }, encoding: looksOf(names) }, pointLayer(frame)] as Layer[],
  };
}

function axisOf(frame: CurvesFrame, axis: "x" | "y", tickCount: number) {
  const [title, format] = axis === "x" ? [frame.xTitle, frame.xFormat] : [frame.yTitle, frame.yFormat];
  const [isLog, domain] = axis === "x" ? [frame.logX, frame.xDomain] : [frame.logY, frame.yDomain];
  return {
    title,
    tickCount,
    ...(format && { format }),
    ...(isLog && domain && decades(domain)),
    ...("name" in frame.data && !format && !isLog && { labelExpr: tickLabel(axis) }),
    ...(frame.isBare?.[axis] && bare),
  };
}

/** Colour and dash of each curve, in one legend because field, domain and title are the same. */
function looksOf(names: readonly string[]) {
  const legend = names.length > 1 ? strokeLegend : null;
  return {
    color: { ...byName("series", names, palette), legend },
    strokeDash: { ...byName("series", names, dashes), legend },
  };
}

/** Curves of more points have no dots, which would run together. */
export const fewPoints = 20;

/** A line's own tooltip tells of its first point alone, so points get targets for the pointer. */
function pointLayer({ names, xTitle, yTitle, xFormat, yFormat = ".4~g", points }: CurvesFrame): Layer {
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
      color: looksOf(names).color,
      tooltip: [
        ...(names.length > 1 ? [told("series", "curve")] : []),
        { field: "x", type: "quantitative", title: xTitle, ...(xFormat && { format: xFormat }) },
        told("y", yTitle, yFormat),
      ],
    },
  };
}

import { sum } from "d3-array";
import type { TopLevelSpec } from "vega-lite";
import {
  aFrame,
  assertPairs,
  assertPositive,
  aText,
  aWholeNumber,
  checkOptions,
  ensure,
  optional,
} from "../common/check";
import { countText, tickFormat } from "../common/number-text";
import { extent, isWide, logDomain, niceDomain, type Domain } from "../common/numbers";
import { csvOf } from "../common/rows";
import { sampleRows } from "../common/sample-rows";
import { palette } from "../common/theme";
import { curvesChart, fewPoints } from "./curves-chart";

/** One curve: points joined in the order given. */
export interface Curve {
  /** What the legend calls it; different for each curve. */
  name: string;
  /** Finite numbers, such as epochs, above 0 with `logX`. */
  x: ArrayLike<number>;
  /** As many finite numbers, above 0 with `logY`. */
  y: ArrayLike<number>;
}

export interface CurvesOptions {
  /** One to seven curves. */
  series: readonly Curve[];
  /**
   * All curves' names in the order of colours and of the legend, also of curves that `series` does not hold
   * this time. Default: the names in `series`.
   */
  names?: readonly string[];
  /** What the chart shows, as a finding. */
  title: string;
  /** What x is, with its unit. */
  xTitle: string;
  /** What y is, with its unit. */
  yTitle: string;
  /** Whether x is on a logarithmic axis. Default false. */
  logX?: boolean;
  /** Whether y is on a logarithmic axis. Default false. */
  logY?: boolean;
  /** d3 number format of x. Default: Vega's choice, with powers of ten where that would be all zeros. */
  xFormat?: string;
  /** d3 number format of y. Default: Vega's choice, with powers of ten where that would be all zeros. */
  yFormat?: string;
  /** First and last x of the frame, as for curves that are not yet at their end. Default: all points. */
  xDomain?: readonly [number, number];
  /** First and last y of the frame. Default: all points, to round numbers. */
  yDomain?: readonly [number, number];
  /** At most this many points of each curve are drawn, evenly picked. Default 500. */
  maxPoints?: number;
  /** What else the reader must know, told under the title. */
  note?: string | undefined;
}

/**
 * Curves over a common x, such as losses over epochs, told apart by colour and by dashes.
 *
 * @returns a Vega-Lite chart, 680 pixels wide
 * @throws ChartError if there are no curves or more than seven, names are equal, data are empty, not finite or
 *   of unequal length, an x or y on a logarithmic axis is not above 0, or no curve enters the frame
 */
export function curves(options: CurvesOptions): TopLevelSpec {
  checkCurves(options, "curves");
  const { series, logX, logY, maxPoints = 500, note } = options;
  const thinned = series.map((curve) => thinnedCurve(curve, maxPoints));
  const [all, shown] = [series, thinned].map((given) => sum(given, ({ x }) => x.length));
  const left = shown < all ? `${countText(shown)} of ${countText(all)} points are drawn` : undefined;
  const range = extentOf(series, "y");
  const yDomain = options.yDomain ?? (logY ? logDomain(range) : niceDomain(range, 6));
  const xRange = extentOf(series, "x");
  // Otherwise the frame follows the points.
  const xDomain = options.xDomain ?? (isWide(xRange) || logX ? undefined : niceDomain(xRange));
  return curvesChart({
    ...options,
    names: options.names ?? series.map(({ name }) => name),
    xFormat: options.xFormat ?? (logX ? undefined : tickFormat(xDomain ?? xRange)),
    yFormat: options.yFormat ?? (logY ? undefined : tickFormat(yDomain)),
    data: curveRows(thinned, { ...(xDomain && { x: xDomain }), y: yDomain }),
    subtitle: [left, note].filter(Boolean).join("; "),
    xDomain,
    yDomain,
    points: haveDots(series) ? "seen" : "unseen",
  });
}

/** Whether all curves have so few points that dots on them are told apart. */
export const haveDots = (series: readonly Curve[]): boolean => series.every(({ x }) => x.length <= fewPoints);

/** The smallest and the greatest x or y of all curves. */
export const extentOf = (series: readonly Pick<Curve, "x" | "y">[], axis: "x" | "y"): [number, number] =>
  extent(series.flatMap((curve) => extent(curve[axis])));

/** A curve with at most `maxPoints` points, among them its lowest and highest. */
export function thinnedCurve(
  { name, x, y }: Curve,
  maxPoints: number,
): { name: string; x: number[]; y: number[] } {
  const rows = sampleRows([...Array(x.length).keys()], maxPoints, { x, y });
  return { name, x: rows.map((row) => x[row]), y: rows.map((row) => y[row]) };
}

/** The points of curves as rows with `series` (a name), `x` and `y`. */
export const curveRows = (
  curves: readonly { name: string; x: number[]; y: number[] }[],
  frames: Record<string, Domain>,
) =>
  csvOf(
    curves.flatMap(({ name, x, y }) => x.map((value, row) => ({ series: name, x: value, y: y[row] }))),
    ["series", "x", "y"],
    frames,
  );

/** @throws ChartError if the curves cannot be drawn truthfully: see `curves` */
export function checkCurves(options: CurvesOptions, caller: string): void {
  const { series, names, logX, logY } = options;
  const most = palette.length;
  checkOptions(caller, options, {
    title: aText,
    xTitle: aText,
    yTitle: aText,
    maxPoints: optional(aWholeNumber(1)),
    xDomain: aFrame(logX),
    yDomain: aFrame(logY),
  });
  const count = series?.length ?? 0;
  ensure(
    caller,
    count >= 1 && count <= most,
    `series has ${count} curves; 1 to ${most} are wanted, for more cannot be told apart.`,
  );
  series.forEach(({ name }) => {
    aText(caller, "a curve's name", name);
    ensure(
      caller,
      !names || names.includes(name),
      `names does not hold the curve "${name}"; name all curves, or leave it out.`,
    );
  });
  const twice = series.find(({ name }, place) => series.findIndex((other) => other.name === name) < place);
  ensure(caller, !twice, `two curves are named "${twice?.name}"; give each its own name.`);
  names?.forEach((name, place) => aText(caller, `names[${place}]`, name));
  ensure(
    caller,
    !names || (names.length <= most && new Set(names).size === names.length),
    `names is ${JSON.stringify(names)}; at most ${most} different names are wanted.`,
  );
  for (const curve of series) assertCurve(`${caller}, curve "${curve.name}"`, curve, options);
  assertSeen(caller, series, options);
}

/** @throws ChartError unless a curve's numbers can be drawn on the chart's axes */
export function assertCurve(
  caller: string,
  { x, y }: Curve,
  { logX, logY }: Pick<CurvesOptions, "logX" | "logY">,
): void {
  assertPairs(caller, x, y);
  if (logX) assertPositive(caller, "x", x);
  if (logY) assertPositive(caller, "y", y);
}

/** @throws ChartError if a frame is given that no curve enters */
export function assertSeen(
  caller: string,
  curves: readonly Pick<Curve, "x" | "y">[],
  frame: Pick<CurvesOptions, "xDomain" | "yDomain">,
): void {
  const ends = (axis: "x" | "y"): string => extentOf(curves, axis).join(" to ");
  ensure(
    caller,
    curves.some((curve) => meets(curve, frame)),
    `at least one line must enter the frame of xDomain and yDomain, got none: x goes from ${ends("x")}, y from ` +
      `${ends("y")}. Widen the frame.`,
  );
}

/** Whether a point lies in the frame, or a line between two neighbours may cross it. */
function meets(
  { x, y }: Pick<Curve, "x" | "y">,
  { xDomain, yDomain }: Pick<CurvesOptions, "xDomain" | "yDomain">,
): boolean {
  const overlaps = (values: ArrayLike<number>, row: number, domain: Domain = [-Infinity, Infinity]) => {
    const [first, second] = [values[row], values[Math.min(row + 1, values.length - 1)]];
    return Math.max(first, second) >= domain[0] && Math.min(first, second) <= domain[1];
  };
  return Array.from(x).some((_, row) => overlaps(x, row, xDomain) && overlaps(y, row, yDomain));
}

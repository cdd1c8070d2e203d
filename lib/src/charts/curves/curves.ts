import { sum } from "d3-array";
import * as check from "../common/check";
import { ensure, isWide, placing, type AxisOptions, type Domain } from "../common/check";
import { countText, extent, logDomain, niceDomain, tickFormat } from "../common/numbers";
import { csvOf, sampleRows } from "../common/rows";
import { chart, fullWidth, joined, palette } from "../common/theme";
import { curvesFrame, fewPoints } from "./curves-frame";

/** One curve: points joined in the order given. */
export interface Curve {
  /** What the legend calls it; different for each curve. */
  name: string;
  /** Finite numbers, such as epochs, above 0 with `logX`. */
  x: ArrayLike<number>;
  /** As many finite numbers, above 0 with `logY`. */
  y: ArrayLike<number>;
}

export interface CurvesOptions extends AxisOptions {
  /** One to seven curves. */
  series: readonly Curve[];
  /**
   * All curves' names in the order of colours and of the legend, also of curves that `series` does not hold
   * this time. Default: the names in `series`.
   */
  names?: readonly string[];
  /** At most this many points of each curve are drawn, evenly picked. Default 500. */
  maxPoints?: number;
}

/**
 * Curves over a common x, such as losses over epochs, told apart by colour and by dashes.
 *
 * @returns a Vega-Lite chart, 680 pixels wide
 * @throws ChartError if there are no curves or more than seven, names are equal, data are empty, not finite or
 *   of unequal length, an x or y on a logarithmic axis is not above 0, or no curve enters the frame
 * @function
 */
export const curves = chart<CurvesOptions>("curves", {}, (options) => {
  checkCurves(options);
  const { series, logX, logY, maxPoints = 500, subtitle } = options;
  const thinned = series.map((curve) => thinnedCurve(curve, maxPoints));
  const [all, shown] = [series, thinned].map((given) => sum(given, ({ x }) => x.length));
  const left = shown < all && `${countText(shown)} of ${countText(all)} points are drawn`;
  const range = extentOf(series, "y");
  const yDomain = options.yDomain ?? (logY ? logDomain(range) : niceDomain(range, 6));
  const xRange = extentOf(series, "x");
  // Otherwise the frame follows the points.
  const xDomain =
    options.xDomain ?? (logX ? logDomain(xRange) : isWide(xRange) ? undefined : niceDomain(xRange));
  return {
    subtitle: joined(left, subtitle),
    ...fullWidth(320),
    ...curvesFrame({
      ...options,
      names: options.names ?? series.map(({ name }) => name),
      xFormat: options.xFormat ?? (logX ? undefined : tickFormat(xDomain ?? xRange)),
      yFormat: options.yFormat ?? (logY ? undefined : tickFormat(yDomain)),
      data: curveRows(thinned, { ...(xDomain && { x: xDomain }), y: yDomain }),
      xDomain,
      yDomain,
      points: haveDots(series) ? "seen" : "unseen",
    }),
  };
});

/** Whether all curves have so few points that dots on them are told apart. */
export const haveDots = (series: readonly Curve[]): boolean => series.every(({ x }) => x.length <= fewPoints);

/** The smallest and the greatest x or y of all curves. */
export const extentOf = (series: readonly Pick<Curve, "x" | "y">[], axis: "x" | "y"): [number, number] =>
  extent(series.flatMap((curve) => extent(curve[axis])));

/** A curve with at most `maxPoints` points, among them its lowest and highest. */
export function thinnedCurve({ name, x, y }: Curve, maxPoints: number) {
  const rows = sampleRows([...Array(x.length).keys()], maxPoints, { x, y });
  return { name, x: rows.map((row) => x[row]), y: rows.map((row) => y[row]) };
}

/** The points of curves as rows with `series` (a name), `x` and `y`. */
export const curveRows = (
  curves: readonly ReturnType<typeof thinnedCurve>[],
  frames: Record<string, Domain>,
) =>
  csvOf(
    curves.flatMap(({ name, x, y }) => x.map((value, row) => ({ series: name, x: value, y: y[row] }))),
    ["series", "x", "y"],
    frames,
  );

/** @throws ChartError if the curves cannot be drawn truthfully: see `curves` */
export function checkCurves(options: CurvesOptions): void {
  check.checkOptions(options, { ...check.axes, maxPoints: check.optional(check.wholeNumber(1)) });
  const { series, names } = options;
  const most = palette.length;
  const count = series?.length ?? 0;
  ensure(
    count >= 1 && count <= most,
    `series has ${count} curves; 1 to ${most} are wanted, for more cannot be told apart.`,
  );
  series.forEach(({ name }) => {
    check.text("a curve's name", name);
    ensure(
      !names || names.includes(name),
      `names does not hold the curve "${name}"; name all curves, or leave it out.`,
    );
  });
  assertNamesDiffer("curves", series);
  if (names) check.texts("names", names);
  ensure(
    !names || (names.length <= most && new Set(names).size === names.length),
    `names is ${JSON.stringify(names)}; at most ${most} different names are wanted.`,
  );
  for (const curve of series) assertCurve(curve, options);
  assertSeen(series, options);
}

/** @throws ChartError if two names are equal. @param noun what has the names, in the plural */
export function assertNamesDiffer(noun: string, series: readonly { name: string }[]): void {
  const names = series.map(({ name }) => name);
  const twice = names.find((name, place) => names.indexOf(name) < place);
  ensure(twice === undefined, `two ${noun} are named "${twice}"; give each its own name.`);
}

/** @throws ChartError unless a curve's numbers can be drawn on the chart's axes */
export const assertCurve = (
  { name, x, y }: Curve,
  { logX, logY }: Pick<AxisOptions, "logX" | "logY">,
): void =>
  placing(`curve "${name}"`, () => {
    check.assertPairs(x, y);
    if (logX) check.assertPositive("x", x);
    if (logY) check.assertPositive("y", y);
  });

type Frame = Pick<AxisOptions, "xDomain" | "yDomain">;

/** @throws ChartError if a frame is given that no curve enters */
export function assertSeen(curves: readonly Pick<Curve, "x" | "y">[], frame: Frame): void {
  const ends = (axis: "x" | "y"): string => extentOf(curves, axis).join(" to ");
  ensure(
    curves.some((curve) => meets(curve, frame)),
    `at least one line must enter the frame of xDomain and yDomain, got none: x goes from ${ends("x")}, y from ` +
      `${ends("y")}. Widen the frame.`,
  );
}

/** Whether a point lies in the frame, or a line between two neighbours may cross it. */
function meets({ x, y }: Pick<Curve, "x" | "y">, { xDomain, yDomain }: Frame): boolean {
  const overlaps = (values: ArrayLike<number>, row: number, domain: Domain = [-Infinity, Infinity]) => {
    const [first, second] = [values[row], values[Math.min(row + 1, values.length - 1)]];
    return Math.max(first, second) >= domain[0] && Math.min(first, second) <= domain[1];
  };
  return Array.from(x).some((_, row) => overlaps(x, row, xDomain) && overlaps(y, row, yDomain));
}

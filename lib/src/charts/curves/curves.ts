import type { TopLevelSpec } from "vega-lite";
import { checkCurves } from "./check-curves";
import { curvesChart, fewPoints } from "./curves-chart";
import { isWide } from "../common/check-input";
import { extent, logDomain, niceDomain } from "../common/nice-domain";
import { countText } from "../common/plot-frame";
import { csvRows } from "../common/rows";
import { sampleRows } from "../scatter/sample-rows";

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
  /** d3 number format of x. Default: Vega's choice. */
  xFormat?: string;
  /** d3 number format of y. Default: Vega's choice. */
  yFormat?: string;
  /** First and last x of the frame, as for curves that are not yet at their end. Default: all points. */
  xDomain?: readonly [number, number];
  /** First and last y of the frame. Default: all points, to round numbers. */
  yDomain?: readonly [number, number];
  /** At most so many points of each curve are drawn, evenly picked. Default 500. */
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
  const { series, logY = false, maxPoints = 500, note } = options;
  const thinned = series.map((curve) => thinnedCurve(curve, maxPoints));
  const all = countPoints(series);
  const shown = countPoints(thinned);
  const range = extent(series.flatMap(({ y }) => extent(y)));
  const yDomain = options.yDomain ?? (logY ? logDomain(range) : niceDomain(range, 6));
  const xRange = extent(series.flatMap(({ x }) => extent(x)));
  // Otherwise the frame follows the points.
  const xDomain = options.xDomain ?? (isWide(xRange) || options.logX ? undefined : niceDomain(xRange));
  const left = shown < all ? `${countText(shown)} of ${countText(all)} points are drawn` : undefined;
  return curvesChart({
    ...options,
    names: options.names ?? series.map(({ name }) => name),
    data: csvRows(
      {
        series: thinned.flatMap(({ name, x }) => x.map(() => name)),
        x: thinned.flatMap(({ x }) => x),
        y: thinned.flatMap(({ y }) => y),
      },
      { ...(xDomain && { x: xDomain }), y: yDomain },
    ),
    subtitle: [left, note].filter(Boolean).join("; "),
    ...(xDomain && { xDomain }),
    yDomain,
    points: series.every(({ x }) => x.length <= fewPoints) ? "seen" : "unseen",
  });
}

/** A curve with at most `maxPoints` points, among them its lowest and highest. */
export function thinnedCurve(
  { name, x, y }: Curve,
  maxPoints: number,
): { name: string; x: number[]; y: number[] } {
  const rows = sampleRows(
    Array.from(x, (_, row) => row),
    maxPoints,
    { x, y },
  );
  return { name, x: rows.map((row) => x[row]), y: rows.map((row) => y[row]) };
}

const countPoints = (series: readonly Curve[]): number => series.reduce((sum, { x }) => sum + x.length, 0);

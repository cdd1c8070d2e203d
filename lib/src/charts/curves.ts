import type { TopLevelSpec } from "vega-lite";
import { ChartError } from "./chart-error";
import { assertDomain, assertPairs, assertText } from "./check-input";
import { curvesChart } from "./curves-chart";
import { extent, logDomain, niceDomain } from "./nice-domain";
import { csvRows } from "./rows";
import { sampleRows } from "./sample-rows";
import { palette } from "./theme";

/** One curve: points joined in the order given. */
export interface Curve {
  /** What the legend calls it; different for each curve. */
  name: string;
  /** Finite numbers, such as epochs. */
  x: ArrayLike<number>;
  /** As many finite numbers, above 0 with `logY`. */
  y: ArrayLike<number>;
}

export interface CurvesOptions {
  /** One to seven curves. */
  series: readonly Curve[];
  /** What the chart shows, as a finding. */
  title: string;
  /** What x is, with its unit. */
  xTitle: string;
  /** What y is, with its unit. */
  yTitle: string;
  /** Whether y is on a logarithmic axis. Default false. */
  logY?: boolean;
  /** d3 number format of x. Default: Vega's choice. */
  xFormat?: string;
  /** d3 number format of y. Default: Vega's choice. */
  yFormat?: string;
  /** First and last y of the frame. Default: all points, to round numbers. */
  yDomain?: readonly [number, number];
  /** At most so many points of each curve are drawn, evenly picked. Default 500. */
  maxPoints?: number;
  /** What else the reader must know, told under the title. */
  note?: string | undefined;
}

const caller = "curves";

/**
 * Curves over a common x, such as losses over epochs, told apart by colour and by dashes.
 *
 * @returns a Vega-Lite chart, 680 pixels wide
 * @throws ChartError if there are no curves or more than seven, names are equal, data are empty, not finite or
 *   of unequal length, or a y is not above 0 with `logY`
 */
export function curves(options: CurvesOptions): TopLevelSpec {
  checkOptions(options);
  const { series, logY = false, yDomain, maxPoints = 500, note } = options;
  const thinned = series.map((curve) => thinnedCurve(curve, maxPoints));
  const all = countPoints(series);
  const shown = countPoints(thinned);
  const range = extent(series.flatMap(({ y }) => extent(y)));
  const count = (n: number): string => n.toLocaleString("en-US");
  const left = shown < all ? `${count(shown)} of ${count(all)} points are drawn` : undefined;
  return curvesChart({
    ...options,
    names: series.map(({ name }) => name),
    data: csvRows({
      series: thinned.flatMap(({ name, x }) => x.map(() => name)),
      x: thinned.flatMap(({ x }) => x),
      y: thinned.flatMap(({ y }) => y),
    }),
    subtitle: [left, note].filter(Boolean).join("; "),
    yDomain: yDomain ?? (logY ? logDomain(range) : niceDomain(range, 6)),
    points: series.every(({ x }) => x.length <= 20) ? "seen" : "unseen",
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

function checkOptions({ series, title, xTitle, yTitle, logY, yDomain, maxPoints = 1 }: CurvesOptions): void {
  for (const [name, text] of Object.entries({ title, xTitle, yTitle })) assertText(caller, name, text);
  if (!series?.length || series.length > palette.length) {
    throw new ChartError(
      `${caller}: series has ${series?.length ?? "no"} curves; 1 to ${palette.length} are wanted, for more cannot be told apart.`,
    );
  }
  if (!(Number.isInteger(maxPoints) && maxPoints > 0)) {
    throw new ChartError(`${caller}: maxPoints is ${maxPoints}; a whole number above 0 is wanted.`);
  }
  if (yDomain) assertDomain(caller, "yDomain", yDomain);
  const positive = (y: number): boolean => y > 0;
  if (logY && yDomain && !yDomain.every(positive)) {
    throw new ChartError(
      `${caller}: yDomain begins at ${yDomain[0]}; above 0 is wanted on a logarithmic axis.`,
    );
  }
  const seen = new Set<string>();
  for (const { name, x, y } of series) {
    assertText(caller, "a curve's name", name);
    if (seen.has(name))
      throw new ChartError(`${caller}: two curves are named "${name}"; give each its own name.`);
    seen.add(name);
    assertPairs(`${caller}, curve "${name}"`, x, y);
    const row = logY ? Array.from(y).findIndex((value) => !positive(value)) : -1;
    if (row >= 0) {
      throw new ChartError(
        `${caller}: curve "${name}" has y[${row}] = ${y[row]}; a logarithmic axis wants y above 0. Leave logY out.`,
      );
    }
  }
}

import type { TopLevelSpec } from "vega-lite";
import { ChartError } from "./chart-error";
import { assertDomain, assertPairs, assertText } from "./check-input";
import { lineLayer, pointLayer, type Curve } from "./curve-layers";
import { extent, logDomain, niceDomain } from "./nice-domain";
import { csvRows } from "./rows";
import { sampleRows } from "./sample-rows";
import { heading, maximumWidth, palette, themed } from "./theme";

export type { Curve } from "./curve-layers";

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
  const { series, title, xTitle, yTitle, logY = false, xFormat, yFormat, yDomain, maxPoints = 500 } = options;
  checkOptions(options);
  const drawn = series.map(({ x, y }) =>
    sampleRows(
      Array.from(x, (_, row) => row),
      maxPoints,
      { x, y },
    ),
  );
  const all = series.reduce((sum, { x }) => sum + x.length, 0);
  const shown = drawn.reduce((sum, rows) => sum + rows.length, 0);
  const count = (n: number): string => n.toLocaleString("en-US");
  const yAll = extent(series.flatMap(({ y }) => extent(y)));
  const frame = yDomain ?? (logY ? logDomain(yAll) : niceDomain(yAll, 6));
  return themed({
    title: heading({
      title,
      subtitle: shown < all ? `${count(shown)} of ${count(all)} points are drawn` : undefined,
    }),
    width: maximumWidth,
    height: 320,
    autosize: { type: "fit-x", contains: "padding" },
    data: csvRows({
      series: series.flatMap(({ name }, place) => drawn[place].map(() => name)),
      x: series.flatMap(({ x }, place) => drawn[place].map((row) => x[row])),
      y: series.flatMap(({ y }, place) => drawn[place].map((row) => y[row])),
    }),
    encoding: {
      x: {
        field: "x",
        type: "quantitative",
        scale: { zero: false, nice: false, padding: 4 },
        axis: { title: xTitle, tickCount: 8, ...(xFormat && { format: xFormat }) },
      },
      y: {
        field: "y",
        type: "quantitative",
        scale: { type: logY ? "log" : "linear", domain: [...frame], nice: false },
        axis: { title: yTitle, tickCount: 6, ...(yFormat && { format: yFormat }) },
      },
    },
    layer: [lineLayer(series), pointLayer(options)],
  });
}

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

import { ChartError } from "../common/chart-error";
import type { Layer, Position } from "../common/chart-types";
import { assertPairs, assertText } from "../common/check-input";
import type { Curve } from "../curves/curves";
import { csvRows } from "../common/rows";
import { sampleRows } from "../scatter/sample-rows";
import { colours } from "../common/theme";

const mostPoints = 300;
const look = { stroke: colours.vermilion, strokeWidth: 2.5 };

/**
 * A curve over a chart of heights, and above the frame how it looks and what it is called.
 *
 * @param position the chart's channels, for columns named `x` and `y`
 */
export function overlayCurveLayers({ name, x, y }: Curve, position: Position): Layer[] {
  const all = Array.from(x, (_, row) => row);
  const rows = sampleRows(all, mostPoints, { x, y });
  const data = { values: [{}] };
  return [
    {
      data: csvRows({ x: rows.map((row) => x[row]), y: rows.map((row) => y[row]) }),
      mark: { type: "line", clip: true, tooltip: null, ...look },
      encoding: position,
    },
    {
      data,
      mark: { type: "rule", ...look },
      encoding: { x: { value: 0 }, x2: { value: 28 }, y: { value: -12 } },
    },
    { data, mark: { type: "text", x: 36, y: -12, align: "left", baseline: "middle", text: name } },
  ];
}

/** @throws ChartError unless a curve has a name, and finite heights ≥ 0, one for each x */
export function assertOverlayCurve(caller: string, { name, x, y }: Curve): void {
  assertText(caller, "the curve's name", name);
  assertPairs(`${caller}, curve "${name}"`, x, y);
  const below = Array.from(y).findIndex((height) => height < 0);
  if (below >= 0) {
    throw new ChartError(`${caller}: curve "${name}" has y[${below}] = ${y[below]}; heights ≥ 0 are wanted.`);
  }
}

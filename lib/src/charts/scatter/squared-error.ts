import { mean as d3Mean, sum } from "d3-array";
import { assertPairs, ensure, number } from "../common/check";
import { extent } from "../common/numbers";

/** A straight line y = slope · x + intercept. */
export interface Line {
  slope: number;
  intercept: number;
}

/**
 * All that the mean squared error of a line depends on, in six numbers however many points there are.
 *
 * With ŵ, b̂ the least-squares line, x̄ and ȳ the means and var(x) = (1/n) Σ (xᵢ − x̄)²:
 *
 *     MSE(w, b) = MSE(ŵ, b̂) + var(x) · (w − ŵ)² + (w·x̄ + b − ȳ)²
 *
 * All three terms are at least zero, so nothing cancels.
 */
export interface SquaredErrorSummary {
  count: number;
  meanX: number;
  meanY: number;
  /** (1/n) Σ (xᵢ − x̄)² */
  varianceX: number;
  leastSquares: Line;
  /** The mean squared error of the least-squares line: no line has a smaller one. */
  leastError: number;
}

/**
 * Sums points up for `meanSquaredError`, in float64, with deviations from the means rather than raw squares.
 *
 * @param x at least two different finite numbers
 * @param y as many finite numbers
 * @throws ChartError on anything else
 */
export function summarizeSquaredError(x: ArrayLike<number>, y: ArrayLike<number>): SquaredErrorSummary {
  assertPairs(x, y);
  const count = x.length;
  const rows = [...Array(count).keys()];
  const [meanX, meanY] = [mean(x), mean(y)];
  const squaresX = sum(rows, (row) => (x[row] - meanX) ** 2);
  ensure(
    squaresX > 0 && squaresX < Infinity,
    "x must hold numbers that differ and whose squares neither vanish nor overflow, so that there is a best slope, " +
      `got ${count} from ${extent(x).join(" to ")}. Give x in another unit, or add points.`,
  );
  const slope = sum(rows, (row) => (x[row] - meanX) * (y[row] - meanY)) / squaresX;
  const leastError = sum(rows, (row) => (y[row] - meanY - slope * (x[row] - meanX)) ** 2) / count;
  const intercept = meanY - slope * meanX;
  ensure(
    [slope, intercept, leastError].every(Number.isFinite),
    `y must hold numbers whose squares do not overflow, got ${extent(y).join(" to ")}. Give y in another unit.`,
  );
  const varianceX = squaresX / count;
  return { count, meanX, meanY, varianceX, leastSquares: { slope, intercept }, leastError };
}

/** The mean squared error (1/n) Σ (yᵢ − slope·xᵢ − intercept)² of a line. @throws ChartError unless finite */
export function meanSquaredError(summary: SquaredErrorSummary, { slope, intercept }: Line): number {
  number("slope", slope);
  number("intercept", intercept);
  const { leastError, varianceX, leastSquares, meanX, meanY } = summary;
  return (
    leastError + varianceX * (slope - leastSquares.slope) ** 2 + (slope * meanX + intercept - meanY) ** 2
  );
}

/** `meanSquaredError` as a Vega expression of a slope and an intercept, themselves Vega expressions. */
export function errorExpression(summary: SquaredErrorSummary, slope: string, intercept: string): string {
  const { leastError, varianceX, leastSquares, meanX, meanY } = summary;
  return (
    `${leastError} + ${varianceX} * pow((${slope}) - (${leastSquares.slope}), 2)` +
    ` + pow((${slope}) * (${meanX}) + (${intercept}) - (${meanY}), 2)`
  );
}

/** Two passes: the second takes out what rounding left in the first. */
function mean(values: ArrayLike<number>): number {
  const all = Array.from(values);
  const first = d3Mean(all) as number;
  return first + (d3Mean(all, (value) => value - first) as number);
}

import { max, sum } from "d3-array";
import { assertNotNegative, assertRows, assertVector, type Rows } from "../base/assertions";

/** Features with mean 0 and standard deviation 1, and the way there and back. */
export interface Standardized {
  /** The standardised rows, [n][d]. */
  readonly X: number[][];
  /** The mean of each column before, in its unit. */
  readonly means: number[];
  /** The standard deviation of each column before, in its unit, with n in the denominator. */
  readonly standardDeviations: number[];
  /** Standardises other rows, as of a test set, by the same means and standard deviations. */
  readonly transform: (rows: Rows) => number[][];
  /** Puts standardised rows back into their units. */
  readonly inverse: (rows: Rows) => number[][];
  /** The w and b that predict from the features in their units what the given ones do from standardised ones. */
  readonly inOriginalUnits: (parameters: { w: ArrayLike<number>; b: number }) => { w: number[]; b: number };
}

/**
 * Shifts and scales each feature to mean 0 and standard deviation 1, in float64: (x − mean) / standard
 * deviation. The standard deviation has n in its denominator, as in scikit-learn's `StandardScaler`.
 *
 * @param X n rows of d features, n ≥ 2
 * @throws ShapeError if X is empty or ragged; RangeError if it is not finite or has a column that is constant to rounding
 */
export function standardize(X: Rows): Standardized {
  const [n, d] = assertRows("standardize", "X", X);
  const means: number[] = [];
  const standardDeviations: number[] = [];
  for (let j = 0; j < d; j++) {
    const column = Array.from({ length: n }, (_, i) => X[i][j]);
    means[j] = sum(column) / n;
    // In shares of the greatest, so that no square overflows or vanishes.
    const greatest = max(column, (value) => Math.abs(value - means[j])) || 1;
    standardDeviations[j] =
      greatest * Math.sqrt(sum(column, (value) => ((value - means[j]) / greatest) ** 2) / n);
    // The mean of equal numbers may be off by a rounding error, and then their deviations are not quite 0.
    if (standardDeviations[j] <= 1e-14 * Math.abs(means[j])) {
      throw new RangeError(
        `standardize: column ${j} of X must vary, each of its ${n} values is ${X[0][j]}. ` +
          "A constant feature has no scale and says nothing that the bias does not. Leave it out.",
      );
    }
  }
  const each = (caller: string, rows: Rows, change: (value: number, j: number) => number) => {
    const [m] = assertRows(caller, "rows", rows);
    assertVector(caller, "row 0 of rows", rows[0], d);
    return Array.from({ length: m }, (_, i) => Array.from(rows[i], change));
  };
  const transform = (rows: Rows) =>
    each("standardize.transform", rows, (value, j) => (value - means[j]) / standardDeviations[j]);
  return {
    X: transform(X),
    means,
    standardDeviations,
    transform,
    inverse: (rows) =>
      each("standardize.inverse", rows, (value, j) => value * standardDeviations[j] + means[j]),
    inOriginalUnits({ w, b }) {
      assertVector("standardize.inOriginalUnits", "w", w, d);
      assertNotNegative("standardize.inOriginalUnits", "the size of b", Math.abs(b));
      const weights = Array.from(w, (value, j) => value / standardDeviations[j]);
      return { w: weights, b: weights.reduce((bias, value, j) => bias - value * means[j], b) };
    },
  };
}

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
  const means = new Array<number>(d);
  const standardDeviations = new Array<number>(d);
  for (let j = 0; j < d; j++) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += X[i][j];
    means[j] = sum / n;
    // In shares of the greatest, so that no square overflows or vanishes.
    let greatest = 0;
    for (let i = 0; i < n; i++) greatest = Math.max(greatest, Math.abs(X[i][j] - means[j]));
    let squares = 0;
    for (let i = 0; i < n; i++) squares += ((X[i][j] - means[j]) / (greatest || 1)) ** 2;
    standardDeviations[j] = greatest * Math.sqrt(squares / n);
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

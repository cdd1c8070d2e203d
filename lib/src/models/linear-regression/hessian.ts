import { assertRows, type Rows } from "../../base/rows";

/** Whether a model has a bias. */
export interface WithBias {
  /** Takes the bias for the last parameter, by a column of ones after the features. Default: true. */
  bias?: boolean;
}

/**
 * The Hessian of the mean squared loss (1/2n)‖Xw + b − y‖², in float64: XᵀX/n, X with a column of ones
 * appended for the bias. It depends neither on the targets nor on where one is: the loss is a quadratic.
 *
 * @param X design matrix, n rows of d features
 * @returns d + 1 rows of d + 1 numbers, the bias last; d rows of d numbers without bias
 * @throws ShapeError if X is empty or ragged; RangeError if it is not finite
 */
export function hessianOfLeastSquares(X: Rows, { bias = true }: WithBias = {}): number[][] {
  const [n, d] = assertRows("hessianOfLeastSquares", "X", X);
  const size = bias ? d + 1 : d;
  const hessian = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  const row = new Float64Array(size).fill(1);
  for (let i = 0; i < n; i++) {
    row.set(X[i]);
    for (let j = 0; j < size; j++) for (let k = 0; k <= j; k++) hessian[j][k] += row[j] * row[k];
  }
  for (let j = 0; j < size; j++) for (let k = 0; k <= j; k++) hessian[k][j] = hessian[j][k] /= n;
  return hessian;
}

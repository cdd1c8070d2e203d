import { assertShapes, vectorOf } from "../../base/shapes";
import { assertRows, assertVector, type Rows } from "../../base/rows";
import { hessianOfLeastSquares, type WithBias } from "./hessian";

/** The mean squared loss of linear regression as a function of its parameters [w₁, …, w_d, b]. */
export interface LeastSquares {
  /** (1/2n)‖Xw + b − y‖². */
  readonly value: (parameters: ArrayLike<number>) => number;
  /** Its gradient by each parameter. */
  readonly gradient: (parameters: ArrayLike<number>) => number[];
  /** Its Hessian XᵀX/n, the same everywhere. */
  readonly hessian: number[][];
}

/**
 * The mean squared loss (1/2n)‖Xw + b − y‖² over all samples, with its gradient and its Hessian, in float64.
 *
 * The gradient at θ is Hθ − c with H = XᵀX/n and c = Xᵀy/n, so that one step of descent costs d² operations,
 * however many samples there are. The value is summed over the samples.
 *
 * @param X design matrix, n rows of d features
 * @param y targets, length n
 * @param options whether the last parameter is a bias; default: true
 * @throws ShapeError if X is empty or ragged, or y or the parameters have another length; RangeError if a number is
 *   not finite
 */
export function leastSquares(X: Rows, y: ArrayLike<number>, { bias = true }: WithBias = {}): LeastSquares {
  const [n, d] = assertRows("leastSquares", "X", X);
  assertVector("leastSquares", "y", y, n);
  const hessian = hessianOfLeastSquares(X, { bias });
  const size = hessian.length;
  const correlation = new Float64Array(size);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < size; j++) correlation[j] += ((j < d ? X[i][j] : 1) * y[i]) / n;
  }
  const assertLength = (caller: string, parameters: ArrayLike<number>) =>
    assertShapes(caller, { parameters: [vectorOf(parameters), [size]] });
  return {
    hessian,
    value(parameters) {
      assertLength("leastSquares.value", parameters);
      let sum = 0;
      for (let i = 0; i < n; i++) {
        let error = (bias ? parameters[d] : 0) - y[i];
        for (let j = 0; j < d; j++) error += parameters[j] * X[i][j];
        sum += error ** 2;
      }
      return sum / (2 * n);
    },
    gradient(parameters) {
      assertLength("leastSquares.gradient", parameters);
      return hessian.map((row, j) => row.reduce((sum, h, k) => sum + h * parameters[k], -correlation[j]));
    },
  };
}

import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { assertRows, assertSymmetric, assertVector, type Rows } from "../../base/assertions";
import { assertShapes, vectorOf } from "../../base/shapes";

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
export function leastSquaresHessian(X: Rows, { bias = true }: WithBias = {}): number[][] {
  const [n, d] = assertRows("leastSquaresHessian", "X", X);
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

/** The mean squared loss of linear regression as a function of its parameters [w₁, …, w_d, b]. */
export interface LeastSquaresLoss {
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
export function leastSquaresLoss(
  X: Rows,
  y: ArrayLike<number>,
  { bias = true }: WithBias = {},
): LeastSquaresLoss {
  const [n, d] = assertRows("leastSquaresLoss", "X", X);
  assertVector("leastSquaresLoss", "y", y, n);
  const hessian = leastSquaresHessian(X, { bias });
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
      assertLength("leastSquaresLoss.value", parameters);
      let sum = 0;
      for (let i = 0; i < n; i++) {
        let error = (bias ? parameters[d] : 0) - y[i];
        for (let j = 0; j < d; j++) error += parameters[j] * X[i][j];
        sum += error ** 2;
      }
      return sum / (2 * n);
    },
    gradient(parameters) {
      assertLength("leastSquaresLoss.gradient", parameters);
      return hessian.map((row, j) => row.reduce((sum, h, k) => sum + h * parameters[k], -correlation[j]));
    },
  };
}

/** What a Hessian's eigenvalues say about gradient descent. */
export interface Spectrum {
  /** The eigenvalues, the largest first; those below 10⁻¹² λ_max, which rounding may have made, are 0. */
  readonly eigenvalues: number[];
  /** The direction of each eigenvalue, a vector of length 1. */
  readonly directions: number[][];
  /** λ_max / λ_min; Infinity where λ_min is 0, as with dependent columns. */
  readonly conditionNumber: number;
  /** 2/λ_max: full-batch gradient descent converges for learning rates below it and diverges above. */
  readonly threshold: number;
}

/**
 * The eigenvalues of a Hessian in float64, and with them the learning rates that full-batch gradient descent
 * can have: along an eigenvector with eigenvalue λ the distance to the minimum is multiplied by 1 − ηλ a step,
 * so that |1 − ηλ| < 1 must hold for each λ.
 *
 * @param hessian symmetric, with no negative eigenvalue but by rounding, and not 0
 * @throws ShapeError if it is not square; RangeError if it is not symmetric or finite, is 0, or has a negative
 *   eigenvalue
 */
export function spectrum(hessian: Rows): Spectrum {
  const size = assertSymmetric("spectrum", "hessian", hessian);
  const matrix = new Matrix(Array.from(hessian, (row) => Array.from(row)));
  const decomposition = new EigenvalueDecomposition(matrix, { assumeSymmetric: true });
  const found = decomposition.realEigenvalues;
  const descending = Array.from(found.keys()).sort((i, j) => found[j] - found[i]);
  const largest = Math.max(...found.map(Math.abs));
  // Sums over ten thousands of samples leave errors of some 10⁻¹⁴.
  const rounding = 1e-12 * largest;
  const eigenvalues = descending.map((i) => (Math.abs(found[i]) <= rounding ? 0 : found[i]));
  const smallest = eigenvalues[size - 1];
  if (largest === 0 || smallest < 0) {
    throw new RangeError(
      `spectrum: hessian must have eigenvalues ≥ 0 that are not all 0, got ${smallest} for the smallest. ` +
        "A function with another Hessian has no minimum to descend to.",
    );
  }
  return {
    eigenvalues,
    directions: descending.map((i) => decomposition.eigenvectorMatrix.getColumn(i)),
    conditionNumber: smallest === 0 ? Infinity : eigenvalues[0] / smallest,
    threshold: 2 / eigenvalues[0],
  };
}

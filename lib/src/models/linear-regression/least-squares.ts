import { mean, sum } from "d3-array";
import { EigenvalueDecomposition, Matrix, QrDecomposition } from "ml-matrix";
import { assertRows, assertSymmetric, assertVector, type Rows } from "../../base/assertions";
import { assertShapes, vectorOf } from "../../base/shapes";

/** A linear model ŷ = ⟨w, x⟩ + b in float64. */
export interface LinearFit {
  /** The weights w, one per feature. */
  readonly w: number[];
  /** The bias b. */
  readonly b: number;
  /** R²: the share of the variance of y that the model explains, at most 1. */
  readonly rSquared: number;
}

/**
 * Linear regression by its closed form, in float64: the w and b that minimise (1/2n)‖Xw + b − y‖².
 *
 * The minimum satisfies the normal equations w* = (XᵀX)⁻¹Xᵀy, X with a column of ones appended. They are
 * solved through the QR decomposition of X, which does not square its condition number as forming XᵀX does
 * (Golub and Van Loan, Matrix Computations, 4th ed., 5.3). The columns are centred and scaled to length 1
 * beforehand, so that units do not matter to the arithmetic. scikit-learn: `LinearRegression`.
 *
 * @param X design matrix, n rows of d features; n > d ≥ 1, its columns linearly independent and none constant
 * @param y targets, length n
 * @throws ShapeError if X is empty or ragged, or y has another length; RangeError if X has too few rows or dependent
 *   columns, or a number is not finite
 */
export function fitLeastSquares(X: Rows, y: ArrayLike<number>): LinearFit {
  const [n, d] = assertRows("fitLeastSquares", "X", X);
  assertVector("fitLeastSquares", "y", y, n);
  if (n <= d) {
    throw new RangeError(`fitLeastSquares: X must have more rows than features, got ${n} rows of ${d}.`);
  }
  const rows = Array.from(X);
  const meanOf = (value: (x: ArrayLike<number>, i: number) => number) => mean(rows, value) as number;
  const means = Array.from({ length: d }, (_, j) => meanOf((x) => x[j]));
  const lengths = means.map((m, j) => Math.sqrt(n * meanOf((x) => (x[j] - m) ** 2)));
  const yMean = meanOf((_, i) => y[i]);

  const scaled = rows.map((x) => means.map((m, j) => (lengths[j] === 0 ? 0 : (x[j] - m) / lengths[j])));
  const decomposition = new QrDecomposition(new Matrix(scaled));
  const diagonal = decomposition.upperTriangularMatrix.diagonal().map(Math.abs);
  const bad = diagonal.findIndex((r) => r < 1e-10);
  if (bad >= 0) {
    throw new RangeError(
      `fitLeastSquares: the columns of X must be linearly independent and not constant; column ${bad} is constant or a ` +
        "combination of the columns before it, so that no single w is best. Leave it out.",
    );
  }
  const centred = Matrix.columnVector(rows.map((_, i) => y[i] - yMean));
  const w = decomposition
    .solve(centred)
    .to1DArray()
    .map((v, j) => v / lengths[j]);
  const b = yMean - sum(w, (wj, j) => means[j] * wj);
  const residual = meanOf((x, i) => (y[i] - b - sum(w, (wj, j) => wj * x[j])) ** 2);
  const variance = meanOf((_, i) => (y[i] - yMean) ** 2);
  return { w, b, rSquared: variance === 0 ? 1 : 1 - residual / variance };
}

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
  const [n] = assertRows("leastSquaresHessian", "X", X);
  const design = designMatrix(X, bias);
  return design.transpose().mmul(design).div(n).to2DArray();
}

const designMatrix = (X: Rows, bias: boolean) =>
  new Matrix(Array.from(X, (x) => (bias ? [...Array.from(x), 1] : Array.from(x))));

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
  const rows = designMatrix(X, bias).to2DArray();
  const correlation = hessian.map((_, j) => sum(rows, (x, i) => (x[j] * y[i]) / n));
  const assertLength = (caller: string, parameters: ArrayLike<number>) =>
    assertShapes(caller, { parameters: [vectorOf(parameters), [hessian.length]] });
  return {
    hessian,
    value(parameters) {
      assertLength("leastSquaresLoss.value", parameters);
      let total = 0;
      for (let i = 0; i < n; i++) {
        let error = (bias ? parameters[d] : 0) - y[i];
        for (let j = 0; j < d; j++) error += parameters[j] * X[i][j];
        total += error ** 2;
      }
      return total / (2 * n);
    },
    gradient(parameters) {
      assertLength("leastSquaresLoss.gradient", parameters);
      return hessian.map((row, j) => row.reduce((total, h, k) => total + h * parameters[k], -correlation[j]));
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

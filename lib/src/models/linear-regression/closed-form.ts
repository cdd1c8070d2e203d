import { Matrix, QrDecomposition } from "ml-matrix";
import { assertRows, assertVector, type Rows } from "../../base/rows";

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
 * beforehand, so that units do not matter to the arithmetic.
 *
 * @param X design matrix, n rows of d features; n > d ≥ 1, its columns linearly independent and none constant
 * @param y targets, length n
 * @throws ShapeError if X is empty or ragged, or y has another length; RangeError if X has too few rows or dependent
 *   columns, or a number is not finite
 */
export function closedForm(X: Rows, y: ArrayLike<number>): LinearFit {
  const [n, d] = assertDesignMatrix(X, y);
  const means = Array.from({ length: d }, (_, j) => mean(n, (i) => X[i][j]));
  const lengths = means.map((m, j) => Math.sqrt(n * mean(n, (i) => (X[i][j] - m) ** 2)));
  const yMean = mean(n, (i) => y[i]);

  const scaled = Matrix.zeros(n, d);
  const centred = Matrix.zeros(n, 1);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < d; j++) scaled.set(i, j, lengths[j] === 0 ? 0 : (X[i][j] - means[j]) / lengths[j]);
    centred.set(i, 0, y[i] - yMean);
  }
  const decomposition = new QrDecomposition(scaled);
  const diagonal = decomposition.upperTriangularMatrix.diagonal().map(Math.abs);
  if (Math.min(...diagonal) < 1e-10) throw new RangeError(dependent(diagonal.findIndex((r) => r < 1e-10)));

  const w = decomposition
    .solve(centred)
    .to1DArray()
    .map((v, j) => v / lengths[j]);
  const b = yMean - means.reduce((sum, m, j) => sum + m * w[j], 0);
  const residual = mean(n, (i) => (y[i] - b - w.reduce((sum, wj, j) => sum + wj * X[i][j], 0)) ** 2);
  const variance = mean(n, (i) => (y[i] - yMean) ** 2);
  return { w, b, rSquared: variance === 0 ? 1 : 1 - residual / variance };
}

function assertDesignMatrix(X: Rows, y: ArrayLike<number>): [n: number, d: number] {
  const [n, d] = assertRows("closedForm", "X", X);
  assertVector("closedForm", "y", y, n);
  if (n > d) return [n, d];
  throw new RangeError(`closedForm: X must have more rows than features, got ${n} rows of ${d}.`);
}

const dependent = (j: number) =>
  `closedForm: the columns of X must be linearly independent and not constant; column ${j} is constant or a ` +
  "combination of the columns before it, so that no single w is best. Leave it out.";

function mean(n: number, value: (i: number) => number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += value(i);
  return sum / n;
}

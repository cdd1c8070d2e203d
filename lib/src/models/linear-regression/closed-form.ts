import { mean, sum } from "d3-array";
import { Matrix, QrDecomposition } from "ml-matrix";
import { assertRows, assertVector, type Rows } from "../../base/assertions";

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
export function fitLeastSquares(X: Rows, y: ArrayLike<number>): LinearFit {
  const [n, d] = assertDesignMatrix(X, y);
  const rows = Array.from(X);
  const meanOf = (value: (row: ArrayLike<number>, i: number) => number) => mean(rows, value) as number;
  const means = Array.from({ length: d }, (_, j) => meanOf((x) => x[j]));
  const lengths = means.map((m, j) => Math.sqrt(n * meanOf((x) => (x[j] - m) ** 2)));
  const yMean = meanOf((_, i) => y[i]);

  const scaled = new Matrix(
    rows.map((x) => means.map((m, j) => (lengths[j] === 0 ? 0 : (x[j] - m) / lengths[j]))),
  );
  const centred = Matrix.columnVector(rows.map((_, i) => y[i] - yMean));
  const decomposition = new QrDecomposition(scaled);
  const diagonal = decomposition.upperTriangularMatrix.diagonal().map(Math.abs);
  const bad = diagonal.findIndex((r) => r < 1e-10);
  if (bad >= 0) {
    throw new RangeError(
      `fitLeastSquares: the columns of X must be linearly independent and not constant; column ${bad} is constant or a ` +
        "combination of the columns before it, so that no single w is best. Leave it out.",
    );
  }
  const solution = decomposition.solve(centred).to1DArray();
  const w = solution.map((v, j) => v / lengths[j]);
  const b = yMean - sum(w, (wj, j) => means[j] * wj);
  const residual = meanOf((x, i) => (y[i] - b - sum(w, (wj, j) => wj * x[j])) ** 2);
  const variance = meanOf((_, i) => (y[i] - yMean) ** 2);
  return { w, b, rSquared: variance === 0 ? 1 : 1 - residual / variance };
}

function assertDesignMatrix(X: Rows, y: ArrayLike<number>): [n: number, d: number] {
  const [n, d] = assertRows("fitLeastSquares", "X", X);
  assertVector("fitLeastSquares", "y", y, n);
  if (n > d) return [n, d];
  throw new RangeError(`fitLeastSquares: X must have more rows than features, got ${n} rows of ${d}.`);
}

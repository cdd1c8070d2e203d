import { CholeskyDecomposition, Matrix } from "ml-matrix";
import { assertNotNegative, assertSymmetric, assertVector, type Rows } from "../base/assertions";

/** Where a step of Newton's method is made from, and what is known there. */
export interface NewtonStepOptions {
  /** The parameters θ, d of them. */
  at: ArrayLike<number>;
  /** The gradient at θ, d numbers. */
  gradient: ArrayLike<number>;
  /** The Hessian at θ, d rows of d numbers, positive definite. */
  hessian: Rows;
  /** μ ≥ 0, added to the Hessian's diagonal, so that a singular one can be used. Default: 0. */
  damping?: number;
}

/**
 * One step of Newton's method, θ − (H + μI)⁻¹∇, in float64. On a quadratic, as the mean squared loss is, the
 * first step ends at the minimum, from wherever it starts. It takes d² numbers for H and d³/3 operations.
 *
 * The system is solved by Cholesky's decomposition, its rows and columns scaled to a diagonal of ones
 * beforehand, so that units do not matter to the arithmetic.
 *
 * @example newtonStep({ at, gradient: gradient(at), hessian }); // of leastSquaresLoss(X, y)
 * @returns the parameters after the step
 * @throws ShapeError if sizes disagree; RangeError if a number is not finite, or H + μI is not positive definite to
 *   rounding
 */
export function newtonStep({ at, gradient, hessian, damping = 0 }: NewtonStepOptions): number[] {
  const d = assertSymmetric("newtonStep", "hessian", hessian);
  assertVector("newtonStep", "at", at, d);
  assertVector("newtonStep", "gradient", gradient, d);
  assertNotNegative("newtonStep", "damping", damping);

  const scales = Array.from({ length: d }, (_, j) => 1 / Math.sqrt(hessian[j][j] + damping));
  const scaled = new Matrix(
    scales.map((row, i) =>
      scales.map(
        // Symmetric to the last bit, which the decomposition asks for.
        (column, j) => ((hessian[i][j] + hessian[j][i]) / 2 + (i === j ? damping : 0)) * (row * column),
      ),
    ),
  );
  if (!scales.every(Number.isFinite)) throw new RangeError(notDefinite(damping));
  const decomposition = new CholeskyDecomposition(scaled);
  const diagonal = decomposition.lowerTriangularMatrix.diagonal();
  if (!decomposition.isPositiveDefinite() || Math.min(...diagonal) < 1e-6) {
    throw new RangeError(notDefinite(damping));
  }
  const right = Matrix.columnVector(scales.map((scale, j) => scale * gradient[j]));
  const step = decomposition.solve(right).to1DArray();
  return Array.from(at, (value, j) => value - scales[j] * step[j]);
}

const notDefinite = (damping: number) =>
  `newtonStep: hessian must be positive definite, with damping ${damping} it is singular or has a negative ` +
  "eigenvalue, so that no step is best. Leave out dependent columns, or raise damping.";

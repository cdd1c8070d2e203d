import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { assertSymmetric, type Rows } from "../../base/rows";

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

import { assertFinite } from "../../base/finite";
import { assertRows, assertVector, type Rows } from "../../base/rows";
import type { LinearParameters } from "./start";

/**
 * The gradient of each sample's squared loss ½(⟨w, x⟩ + b − y)², in float64: e·x by w and e by b, with the
 * error e = ⟨w, x⟩ + b − y. Their mean is the gradient of the mean loss.
 *
 * @param X design matrix, n rows of d features
 * @param y targets, length n
 * @param at the parameters w, d of them, and b
 * @returns n rows of d + 1 numbers, that of b last
 * @throws ShapeError if X is empty or ragged, or a length is wrong; RangeError if a number is not finite
 */
export function sampleGradients(X: Rows, y: ArrayLike<number>, at: LinearParameters): Float64Array[] {
  const [n, d] = assertRows("sampleGradients", "X", X);
  assertVector("sampleGradients", "y", y, n);
  assertVector("sampleGradients", "w", at.w, d);
  assertFinite("sampleGradients", "b", [at.b]);
  return Array.from({ length: n }, (_, i) => {
    let error = at.b - y[i];
    for (let j = 0; j < d; j++) error += at.w[j] * X[i][j];
    const gradient = new Float64Array(d + 1);
    for (let j = 0; j < d; j++) gradient[j] = error * X[i][j];
    gradient[d] = error;
    return gradient;
  });
}

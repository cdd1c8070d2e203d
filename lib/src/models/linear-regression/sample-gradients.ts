import { sum } from "d3-array";
import {
  assertFinite,
  assertNotNegative,
  assertRows,
  assertVector,
  assertWhole,
  type Rows,
} from "../../base/assertions";
import type { LinearParameters } from "../first-parameters";

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

/**
 * tr(Cov), the variance of the samples' gradients summed over the parameters: (1/n) Σ ‖gᵢ − ḡ‖².
 *
 * @param gradients one row per sample, as from `sampleGradients`
 * @throws ShapeError if there are no rows or they are ragged; RangeError if a number is not finite
 */
export function traceOfCovariance(gradients: Rows): number {
  const [n, d] = assertRows("traceOfCovariance", "gradients", gradients);
  const rows = Array.from(gradients);
  let trace = 0;
  for (let j = 0; j < d; j++) {
    const mean = sum(rows, (row) => row[j]) / n;
    for (const row of rows) trace += (row[j] - mean) ** 2 / n;
  }
  return trace;
}

/** Which minibatches `minibatchVariance` speaks of. */
export interface MinibatchVarianceOptions {
  /** tr(Cov) of the samples' gradients, ≥ 0, as from `traceOfCovariance`. */
  trace: number;
  /** The number of samples. */
  n: number;
  /** B, from 1 to n; with replacement any whole number ≥ 1. */
  batchSize: number;
  /** Whether a sample can be drawn twice into one batch. Default: false, as with a shuffled index. */
  replacement?: boolean;
}

/**
 * How far the gradient of a random minibatch is off the full gradient: E‖g_B − ḡ‖², exactly.
 *
 * With replacement it is tr(Cov)/B. Without, it is tr(Cov)/B · (n − B)/(n − 1), which is 0 for the full batch:
 * the finite-population correction (W. G. Cochran, Sampling Techniques, 3rd ed., theorem 2.2).
 *
 * @throws RangeError if the trace is negative or not finite, or n or the batch size is out of range
 */
export function minibatchVariance(options: MinibatchVarianceOptions): number {
  const { trace, n, batchSize, replacement = false } = options;
  assertNotNegative("minibatchVariance", "trace", trace);
  assertWhole("minibatchVariance", "n", n, 1);
  assertWhole("minibatchVariance", "batchSize", batchSize, 1, replacement ? Infinity : n);
  if (replacement) return trace / batchSize;
  return n === batchSize ? 0 : ((trace / batchSize) * (n - batchSize)) / (n - 1);
}

import { assertNotNegative, assertWhole } from "../base/numbers";
import { assertRows, type Rows } from "../base/rows";

/**
 * tr(Cov), the variance of the samples' gradients summed over the parameters: (1/n) Σ ‖gᵢ − ḡ‖².
 *
 * @param gradients one row per sample, as from `sampleGradients`
 * @throws ShapeError if there are no rows or they are ragged; RangeError if a number is not finite
 */
export function traceOfCovariance(gradients: Rows): number {
  const [n, d] = assertRows("traceOfCovariance", "gradients", gradients);
  let trace = 0;
  for (let j = 0; j < d; j++) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += gradients[i][j];
    const mean = sum / n;
    for (let i = 0; i < n; i++) trace += (gradients[i][j] - mean) ** 2 / n;
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

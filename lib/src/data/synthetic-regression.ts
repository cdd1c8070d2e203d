import { assertFinite, assertNotNegative, assertWhole } from "../base/assertions";
import type { Random } from "../base/random";
import { type MemoryDataset, memoryDataset, type Sample } from "./dataset";

/** What `syntheticRegression` makes data from. */
export interface SyntheticRegressionOptions {
  /** The true weights, one per feature. Default: [2, −3.4]. */
  w?: readonly number[];
  /** The true bias. Default: 4.2. */
  b?: number;
  /** σ, the standard deviation of the noise in y, ≥ 0. Default: 0.01. */
  noise?: number;
  /** The number of samples. Default: 1000. */
  n?: number;
  /** Where the numbers come from. */
  random: Random;
}

/**
 * Data for linear regression whose truth is known: y = Xw + b + ε, the features and the noise drawn from normal
 * distributions, x_ij ~ N(0, 1) and ε_i ~ N(0, σ²). All features are drawn before all noise.
 *
 * @throws RangeError if n is not a whole number ≥ 1, the noise is negative, or w is empty or not finite
 */
export function syntheticRegression(options: SyntheticRegressionOptions): MemoryDataset {
  const { w, b, noise, n, random } = withDefaults("syntheticRegression", options);
  const d = w.length;
  const X = random.normals(n * d);
  const epsilon = random.normals(n, 0, noise);
  const y = epsilon.map(
    (noiseOfSample, i) => w.reduce((sum, wj, j) => sum + wj * X[i * d + j], b) + noiseOfSample,
  );
  return memoryDataset(X, y);
}

/**
 * The samples of `syntheticRegression`'s kind, y = ⟨w, x⟩ + b + ε, one at a time, so that there may be more than
 * memory holds. Each sample draws its features and then its noise, so that the numbers are others than those of
 * `syntheticRegression` with the same seed.
 *
 * @throws RangeError on the first use if n is not a whole number ≥ 1, the noise is negative, or w is empty or not
 *   finite
 */
export function* syntheticSamples(options: SyntheticRegressionOptions): Generator<Sample, void, undefined> {
  const { w, b, noise, n, random } = withDefaults("syntheticSamples", options);
  for (let i = 0; i < n; i++) {
    const x = random.normals(w.length);
    yield { x, y: w.reduce((sum, wj, j) => sum + wj * x[j], b) + random.normal(0, noise) };
  }
}

function withDefaults(
  caller: string,
  options: SyntheticRegressionOptions,
): Required<SyntheticRegressionOptions> {
  const { w = [2, -3.4], b = 4.2, noise = 0.01, n = 1000, random } = options;
  assertWhole(caller, "n", n, 1);
  assertWhole(caller, "the length of w", w.length, 1);
  assertNotNegative(caller, "noise", noise);
  assertFinite(caller, "w and b", [...w, b]);
  return { w, b, noise, n, random };
}

import { assertFinite, assertNotNegative, assertWhole } from "../base/assertions";
import type { SyntheticRegressionOptions } from "./synthetic-regression";
import type { Sample } from "./write-dataset-file";

/**
 * The samples of `syntheticRegression`'s kind, y = ⟨w, x⟩ + b + ε, one at a time, so that there may be more than
 * memory holds. Each sample draws its features and then its noise, so that the numbers are others than those of
 * `syntheticRegression` with the same seed.
 *
 * @throws RangeError on the first use if n is not a whole number ≥ 1, the noise is negative, or w is empty or not
 *   finite
 */
export function* syntheticSamples(options: SyntheticRegressionOptions): Generator<Sample, void, undefined> {
  const { w = [2, -3.4], b = 4.2, noise = 0.01, n = 1000, random } = options;
  assertWhole("syntheticSamples", "n", n, 1);
  assertWhole("syntheticSamples", "the length of w", w.length, 1);
  assertNotNegative("syntheticSamples", "noise", noise);
  assertFinite("syntheticSamples", "w and b", [...w, b]);
  for (let i = 0; i < n; i++) {
    const x = random.normals(w.length);
    yield { x, y: w.reduce((sum, wj, j) => sum + wj * x[j], b) + random.normal(0, noise) };
  }
}

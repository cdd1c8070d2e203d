import { assertPositive } from "../base/assertions";

/**
 * Densities of noise whose negative logarithm is a loss, up to a constant: maximising the likelihood of labels
 * with such noise is minimising that loss. Each integrates to 1 over all errors.
 */

/**
 * The normal density exp(−e² / 2σ²) / (σ √(2π)), which belongs to the squared loss.
 *
 * @param error e = y − ŷ
 * @param options.sigma σ, its standard deviation, above 0, in the units of the error. Default: 1
 * @throws RangeError if sigma is not above 0
 */
export function gaussianDensity(error: number, { sigma = 1 } = {}): number {
  assertPositive("gaussianDensity", "sigma", sigma);
  return Math.exp(-0.5 * (error / sigma) ** 2) / (sigma * Math.sqrt(2 * Math.PI));
}

/**
 * The Laplace density exp(−|e| / s) / 2s, which belongs to the absolute loss. Its standard deviation is √2 · s.
 *
 * @param error e = y − ŷ
 * @param options.scale s, the mean of |e|, above 0, in the units of the error. Default: 1
 * @throws RangeError if scale is not above 0
 */
export function laplaceDensity(error: number, { scale = 1 } = {}): number {
  assertPositive("laplaceDensity", "scale", scale);
  return Math.exp(-Math.abs(error) / scale) / (2 * scale);
}

/**
 * The density exp(−h(e)) / Z(δ) that belongs to Huber's loss h: normal in the middle, with the heavier tails of a
 * Laplace density beyond δ.
 *
 * @param error e = y − ŷ
 * @param options.delta δ, above 0, in the units of the error. Default: 1
 * @throws RangeError if delta is not above 0
 */
export function huberDensity(error: number, { delta = 1 } = {}): number {
  assertPositive("huberDensity", "delta", delta);
  const size = Math.abs(error);
  const within = Math.min(size, delta);
  return Math.exp(-0.5 * within ** 2 - delta * (size - within)) / huberNormalization(delta);
}

/**
 * Z(δ) = ∫ exp(−h(e)) de over all e, for Huber's loss h: √(2π) erf(δ / √2) from the middle, 2 exp(−δ² / 2) / δ from
 * the two tails. It falls from ∞ at δ = 0 to √(2π) at δ = ∞, where the density is normal.
 *
 * @param delta δ, above 0
 * @throws RangeError if delta is not above 0
 */
export function huberNormalization(delta: number): number {
  assertPositive("huberNormalization", "delta", delta);
  const middle = Math.sqrt(2 * Math.PI) * errorFunction(delta / Math.SQRT2);
  const tails = (2 / delta) * Math.exp(-0.5 * delta ** 2);
  return middle + tails;
}

/**
 * erf(x) = (2 / √π) ∫₀ˣ exp(−t²) dt, correct to about 15 digits. The share of a normal distribution that lies
 * within z standard deviations of its mean is erf(z / √2).
 *
 * By the series erf(x) = (2 / √π) exp(−x²) Σ 2ⁿ x²ⁿ⁺¹ / (1·3·5 ⋯ (2n + 1)), whose terms all have one sign, so that
 * nothing cancels. M. Abramowitz and I. A. Stegun, Handbook of Mathematical Functions (1964), 7.1.6.
 *
 * @param x any number; ±Infinity gives ±1, NaN gives NaN
 */
export function errorFunction(x: number): number {
  // Beyond, it differs from ±1 by less than the last digit of a number.
  if (Math.abs(x) > 6) return Math.sign(x);
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

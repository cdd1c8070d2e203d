import { assertPositive } from "../base/numbers";
import { errorFunction } from "./error-function";

/**
 * Densities of noise whose negative logarithm is a loss, up to a constant: maximising the likelihood of labels
 * with such noise is minimising that loss. Each integrates to 1 over all errors.
 */

/**
 * The normal density exp(−e² / 2σ²) / (σ √(2π)), which belongs to the squared loss.
 *
 * @param error e = y − ŷ
 * @param sigma σ, its standard deviation, above 0, in the units of the error. Default: 1
 * @throws RangeError if sigma is not above 0
 */
export function gaussianDensity(error: number, sigma = 1): number {
  assertPositive("gaussianDensity", "sigma", sigma);
  return Math.exp(-0.5 * (error / sigma) ** 2) / (sigma * Math.sqrt(2 * Math.PI));
}

/**
 * The Laplace density exp(−|e| / s) / 2s, which belongs to the absolute loss. Its standard deviation is √2 · s.
 *
 * @param error e = y − ŷ
 * @param scale s, the mean of |e|, above 0, in the units of the error. Default: 1
 * @throws RangeError if scale is not above 0
 */
export function laplaceDensity(error: number, scale = 1): number {
  assertPositive("laplaceDensity", "scale", scale);
  return Math.exp(-Math.abs(error) / scale) / (2 * scale);
}

/**
 * The density exp(−h(e)) / Z(δ) that belongs to Huber's loss h: normal in the middle, with the heavier tails of a
 * Laplace density beyond δ.
 *
 * @param error e = y − ŷ
 * @param delta δ, above 0, in the units of the error. Default: 1
 * @throws RangeError if delta is not above 0
 */
export function huberDensity(error: number, delta = 1): number {
  assertPositive("huberDensity", "delta", delta);
  const size = Math.abs(error);
  const within = Math.min(size, delta);
  return Math.exp(-0.5 * within ** 2 - delta * (size - within)) / huberNormalisation(delta);
}

/**
 * Z(δ) = ∫ exp(−h(e)) de over all e, for Huber's loss h: √(2π) erf(δ / √2) from the middle, 2 exp(−δ² / 2) / δ from
 * the two tails. It falls from ∞ at δ = 0 to √(2π) at δ = ∞, where the density is normal.
 *
 * @param delta δ, above 0
 * @throws RangeError if delta is not above 0
 */
export function huberNormalisation(delta: number): number {
  assertPositive("huberNormalisation", "delta", delta);
  const middle = Math.sqrt(2 * Math.PI) * errorFunction(delta / Math.SQRT2);
  const tails = (2 / delta) * Math.exp(-0.5 * delta ** 2);
  return middle + tails;
}

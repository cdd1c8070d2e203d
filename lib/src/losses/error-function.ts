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

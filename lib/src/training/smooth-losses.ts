import { assertNotNegative, assertWhole } from "../base/numbers";

/**
 * Smooths losses by the geometric mean over each and its neighbours, fewer at the ends. Losses fall over powers
 * of ten, which an arithmetic mean would follow late. A loss of 0 counts as the smallest number there is.
 *
 * @param losses numbers ≥ 0
 * @param neighbours how many to take on either side, a whole number ≥ 0
 * @returns as many numbers
 * @throws RangeError if a loss is negative or not finite, or `neighbours` is not a whole number ≥ 0
 */
export function smoothLosses(losses: readonly number[], neighbours: number): number[] {
  assertWhole("smoothLosses", "neighbours", neighbours, 0);
  losses.forEach((loss, i) => assertNotNegative("smoothLosses", `loss ${i}`, loss));
  const logarithms = losses.map((loss) => Math.log(Math.max(loss, Number.MIN_VALUE)));
  return losses.map((_, i) => {
    // As many on either side, so that at the ends the mean is not of one side alone.
    const reach = Math.min(neighbours, i, losses.length - 1 - i);
    const around = logarithms.slice(i - reach, i + reach + 1);
    return Math.exp(around.reduce((sum, value) => sum + value, 0) / around.length);
  });
}

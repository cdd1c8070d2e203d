import { isWide, least } from "./check-input";

/** The smallest and the greatest of the values, which must not be empty. */
export function extent(values: ArrayLike<number>): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

/**
 * Widens a range to round numbers (multiples of 1, 2 or 5 times a power of ten), for an axis that stays put.
 * A range of one number, or of numbers that differ only in their last digits, is first widened by half of it
 * to each side (zero, or what an axis cannot tell from it, by one), so that labels of few digits differ.
 */
export function niceDomain([low, high]: readonly [number, number], ticks = 8): [number, number] {
  const size = Math.max(Math.abs(low), Math.abs(high));
  if (size < least) return [-1, 1];
  if (high - low < 1e-8 * size) return niceDomain([low - size / 2, high + size / 2], ticks);
  const rough = (high - low) / ticks;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10) * power;
  // Multiplying by a step below one leaves digits like 0.30000000000000004 behind.
  const round = (multiple: number): number => Number((multiple * step).toPrecision(12));
  return [round(Math.floor(low / step)), round(Math.ceil(high / step))];
}

/** A range above 0 as it is, for a logarithmic axis; numbers that it cannot tell apart are widened to half and twice of it. */
export function logDomain([low, high]: readonly [number, number]): [number, number] {
  return isWide([low, high]) ? [low, high] : [low / 2, high * 2];
}

import { extent as d3Extent } from "d3-array";

/** Numbers of this size and above are not drawn: beyond it, the arithmetic of axes overflows. */
export const greatest = 1e300;
/** The least width of a frame, and the least number on a logarithmic axis: below it, digits are lost. */
export const least = 1e-290;
/** The least width of a frame as a share of its numbers: below it, the labels of an axis cannot be told apart. */
const leastShare = 1e-12;

/** First and last value of an axis. */
export type Domain = readonly [number, number];

/** Whether something is a number that can be drawn. */
export const isDrawable = (value: unknown): value is number =>
  typeof value === "number" && Math.abs(value) < greatest;

/** A number that is too small for an axis to tell from 0 is written and drawn as 0. */
export const orZero = (value: number): number => (Math.abs(value) < least ? 0 : value);

/** Whether a number lies in a range, its ends included. */
export const within = (value: number, [low, high]: Domain): boolean => value >= low && value <= high;

/** Whether the labels of an axis over this range can be told apart; else `niceDomain` widens it. */
export const isWide = ([low, high]: Domain): boolean =>
  high - low >= Math.max(least, leastShare * Math.max(-low, high));

/** The smallest and the greatest of the values, which must not be empty. */
export const extent = (values: ArrayLike<number>): [number, number] =>
  d3Extent(Array.from(values)) as [number, number];

/** The least of 1, 2 and 5 times a power of ten by which a range is crossed in at most `count` steps. */
export function roundStep([low, high]: Domain, count: number): number {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 5].find((factor) => factor * power >= rough * (1 - 1e-9)) ?? 10) * power;
}

/** Multiplying by a step below one leaves digits like 0.30000000000000004 behind. */
export const roundMultiple = (multiple: number, step: number): number =>
  Number((multiple * step).toPrecision(12));

/**
 * Widens a range to round numbers (multiples of 1, 2 or 5 times a power of ten), for an axis that stays put.
 * A range of one number, or of numbers that differ only in their last digits, is first widened by half of it
 * to each side (zero, or what an axis cannot tell from it, by one), so that labels of few digits differ.
 */
export function niceDomain([low, high]: Domain, ticks = 8): [number, number] {
  const size = Math.max(Math.abs(low), Math.abs(high));
  if (size < least) return [-1, 1];
  if (high - low < 1e-8 * size) return niceDomain([low - size / 2, high + size / 2], ticks);
  const step = roundStep([low, high], ticks);
  return [roundMultiple(Math.floor(low / step), step), roundMultiple(Math.ceil(high / step), step)];
}

/** A range above 0 as it is, for a logarithmic axis; numbers that it cannot tell apart are widened to half and twice of it. */
export const logDomain = ([low, high]: Domain): [number, number] =>
  isWide([low, high]) ? [low, high] : [low / 2, high * 2];

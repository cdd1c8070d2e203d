import { extent as d3Extent, range } from "d3-array";
import { format as d3Format, precisionRound } from "d3-format";
import { ChartError, isWide, least, type Domain } from "./check";

/** A number that is too small for an axis to tell from 0 is written and drawn as 0. */
export const orZero = (value: number): number => (Math.abs(value) < least ? 0 : value);

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

/**
 * The powers of ten within the domain of a logarithmic axis, at most eight of them, for its labels and grid lines; none
 * where fewer than two lie in it, which leaves the choice to Vega.
 */
export function decades([low, high]: Domain): { values?: number[] } {
  const [first, last] = [Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9)];
  const apart = Math.ceil((last - first + 1) / 8);
  const values = range(first, last + 1, apart).map((power) => Number(`1e${power}`));
  return last > first ? { values } : {};
}

/** How a d3 number format, such as "$,.0f", writes a number in a chart. @throws ChartError if the format is invalid */
export function numberText(value: number, format: string): string {
  try {
    return d3Format(format)(value);
  } catch (cause) {
    throw new ChartError(`format must be a d3 number format, such as "$,.0f" or ".3~g", got "${format}".`, {
      cause,
    });
  }
}

/** Whether the numbers of an axis are so small or large that they are written with powers of ten. */
const needPowers = ([low, high]: Domain): boolean => {
  const size = Math.max(-low, high);
  return size < 1e-6 || size >= 1e15;
};

/** The format, of four digits, with as many as the labels of an axis over this range need to differ. */
export function withEnoughDigits(format: ",.4~r" | ".4~g", domain: Domain): string {
  const [low, high] = domain;
  // The step between two labels of an axis is at least a twelfth of it.
  const step = (high - low) / 12;
  const digits = precisionRound(step, Math.max(-low, high, high - low) + step);
  const written = needPowers(domain) ? ".4~g" : format;
  return written.replace("4", String(Math.min(15, Math.max(4, digits))));
}

/**
 * The format of an axis's labels where Vega's own fails: it writes at most 20 decimals, so that all labels read 0 far
 * below that, and large numbers with all their zeros. Elsewhere none, which leaves the choice to Vega.
 */
export const tickFormat = (domain: Domain): string | undefined =>
  needPowers(domain) ? withEnoughDigits(".4~g", domain) : undefined;

/** As `tickFormat`, where the ends of the axis move: a Vega expression of a label. @param scale "x" or "y" */
export const tickLabel = (scale: string): string => {
  const size = `max(-domain("${scale}")[0], domain("${scale}")[1])`;
  return `${size} < 1e-6 || ${size} >= 1e15 ? format(datum.value, ".4~g") : datum.label`;
};

/** A count as the charts write it, as in "21,613". */
export const countText = (count: number): string => numberText(count, ",d");

/** Says how many lie outside the frame; nothing where none does. */
export const outsideText = (count: number): string =>
  count ? `${countText(count)} ${count === 1 ? "lies" : "lie"} outside the frame` : "";

import { format as d3Format, precisionRound } from "d3-format";
import { ChartError } from "./check";
import type { Domain } from "./numbers";

/** How a d3 number format, such as "$,.0f", writes a number in a chart. @throws ChartError if the format is invalid */
export function numberText(value: number, format: string): string {
  try {
    return d3Format(format)(value);
  } catch (cause) {
    throw new ChartError(
      `numberText: format must be a d3 number format, such as "$,.0f" or ".3~g", got "${format}".`,
      { cause },
    );
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

/** A count as the charts write it, as in "21,613". */
export const countText = (count: number): string => numberText(count, ",d");

/** Says how many lie outside the frame; nothing where none does. */
export const outsideText = (count: number): string =>
  count ? `${countText(count)} ${count === 1 ? "lies" : "lie"} outside the frame` : "";

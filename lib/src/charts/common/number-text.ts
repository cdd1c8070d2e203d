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

/** The format, of four digits, with as many as the labels of an axis over this range need to differ. */
export function withEnoughDigits(format: ",.4~r" | ".4~g", [low, high]: Domain): string {
  // The step between two labels of an axis is at least a twelfth of it.
  const step = (high - low) / 12;
  const digits = precisionRound(step, Math.max(-low, high, high - low) + step);
  return format.replace("4", String(Math.min(15, Math.max(4, digits))));
}

/** A count as the charts write it, as in "21,613". */
export const countText = (count: number): string => numberText(count, ",d");

/** Says how many lie outside the frame; nothing where none does. */
export const outsideText = (count: number): string =>
  count ? `${countText(count)} ${count === 1 ? "lies" : "lie"} outside the frame` : "";

/**
 * The format of an axis's labels where Vega's own fails: it writes no more than 20 decimals, so that all labels
 * far below that read 0, and whole numbers with all their zeros. Elsewhere none, which leaves the choice to Vega.
 */
export function tickFormat([low, high]: Domain): string | undefined {
  const size = Math.max(-low, high);
  return size < 1e-6 || size >= 1e15 ? withEnoughDigits(".4~g", [low, high]) : undefined;
}

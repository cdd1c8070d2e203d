import { ChartError } from "./chart-error";

type NumberFormat = (value: number) => string;
type WithLocale = { defaultLocale: () => { format: (specifier: string) => NumberFormat } };

/** How a d3 number format, such as "$,.0f", writes a number in a chart. @throws ChartError if the format is invalid */
export function numberText(value: number, format: string): string {
  // Loaded late, as everywhere in the charts, because vega takes about 0.2 s.
  // oxlint-disable-next-line typescript/no-require-imports
  const locale = (require("vega") as WithLocale).defaultLocale();
  try {
    return locale.format(format)(value);
  } catch (cause) {
    throw new ChartError(
      `numberText: format must be a d3 number format, such as "$,.0f" or ".3~g", got "${format}".`,
      {
        cause,
      },
    );
  }
}

/** The format, of four digits, with as many as the labels of an axis over this range need to differ. */
export function withEnoughDigits(format: ",.4~r" | ".4~g", [low, high]: readonly [number, number]): string {
  // The step between two labels of an axis is at least a twelfth of it.
  const [size, step] = [Math.max(-low, high, high - low), (high - low) / 12].map((number) =>
    Math.floor(Math.log10(number)),
  );
  const digits = size - step + 1;
  return format.replace("4", String(Math.min(15, Math.max(4, digits))));
}

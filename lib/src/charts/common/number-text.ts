type NumberFormat = (value: number) => string;
type WithLocale = { defaultLocale: () => { format: (specifier: string) => NumberFormat } };

/** How a d3 number format, such as "$,.0f", writes a number in a chart. */
export function numberText(value: number, format: string): string {
  // Loaded late, as everywhere in the charts, because vega takes about 0.2 s.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return (require("vega") as WithLocale).defaultLocale().format(format)(value);
}

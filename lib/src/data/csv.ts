/** How CSV files are read here: each record with the number of its line, and no record beyond 1 MiB in memory. */
export const csvOptions = { bom: true, info: true, skipEmptyLines: true, maxRecordSize: 2 ** 20 } as const;

/** A record as csv-parse gives it with these options. */
export interface CsvRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * The number that a field holds in decimal notation, with or without an exponent and blanks around it.
 *
 * @param where the function, the column and the line, for the message
 * @throws Error if it holds something else, even what JavaScript takes for a number, such as "0x10", "" or "Infinity"
 */
export function decimalNumber(where: string, text: string): number {
  const value = /^\s*[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?\s*$/i.test(text) ? Number(text) : NaN;
  if (Number.isFinite(value)) return value;
  throw new Error(`${where} must be a finite decimal number, got ${JSON.stringify(text)}.`);
}

import { ChartError } from "./chart-error";
import { safeText } from "./safe-texts";

/** Columns of a chart's data by name: numbers, or texts (categories). All of the same length. */
export type Columns = Record<string, ArrayLike<number> | readonly string[]>;

/** Data as Vega-Lite reads it: one CSV text. nbformat writes JSON rows one element per line, several times larger. */
export interface CsvData {
  values: string;
  format: { type: "csv"; parse: Record<string, "number" | "string"> };
}

/**
 * Columns → CSV text for a chart. A number keeps four significant digits, and more where the column's spread
 * or the frame it is drawn in is small beside its values: it moves by at most 1/2000 of its own size, of the
 * column's range and of the frame. A column of one number keeps twelve digits.
 *
 * @param frames first and last value of the axis that a column is drawn along, where it may be narrower than
 *   the column's range
 * @throws ChartError if columns differ in length or a number is not finite
 */
export function csvRows(columns: Columns, frames: Record<string, readonly [number, number]> = {}): CsvData {
  const names = Object.keys(columns);
  const count = columns[names[0] ?? ""]?.length ?? 0;
  const parse: CsvData["format"]["parse"] = {};
  const texts: string[][] = [];
  for (const name of names) {
    const column = columns[name] ?? [];
    if (column.length !== count) {
      throw new ChartError(
        `csvRows: column "${name}" has ${column.length} values and "${names[0]}" has ${count}; equal lengths are wanted.`,
      );
    }
    const isText = typeof column[0] === "string";
    parse[name] = isText ? "string" : "number";
    texts.push(
      isText
        ? Array.from(column as readonly string[], (text) => quoted(safeText(text)))
        : roundedTexts(column as ArrayLike<number>, name, frames[name]),
    );
  }
  const lines = [names.map(quoted).join(",")];
  for (let row = 0; row < count; row++) lines.push(texts.map((column) => column[row]).join(","));
  return { values: lines.join("\n"), format: { type: "csv", parse } };
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The exponent of ten of the last digit that four significant digits of `size` keep. */
const lastDigit = (size: number): number => Math.floor(Math.log10(size)) - 3;

function roundedTexts(
  column: ArrayLike<number>,
  name: string,
  frame: readonly [number, number] = [-Infinity, Infinity],
): string[] {
  let least = Infinity;
  let greatest = -Infinity;
  for (let row = 0; row < column.length; row++) {
    const value = column[row];
    if (!Number.isFinite(value)) {
      throw new ChartError(
        `csvRows: column "${name}" holds ${String(value)} in row ${row}; finite numbers are wanted. ` +
          "Leave such rows out, and say so in the chart's subtitle.",
      );
    }
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  const spread = greatest > least ? greatest - least : 1e-8 * Math.abs(greatest);
  const finest = lastDigit(Math.min(spread, frame[1] - frame[0]));
  return Array.from(column, (value) => {
    if (value === 0) return "0";
    const size = Math.abs(value);
    const digits = Math.floor(Math.log10(size)) - Math.min(lastDigit(size), finest) + 1;
    return String(Number(value.toPrecision(Math.min(digits, 17))));
  });
}

import { maxIndex, minIndex } from "d3-array";
import { ensure, type Domain } from "./check";
import { extent } from "./numbers";

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
export function csvRows(columns: Columns, frames: Record<string, Domain> = {}): CsvData {
  const names = Object.keys(columns);
  const count = columns[names[0] ?? ""]?.length ?? 0;
  const parse: CsvData["format"]["parse"] = {};
  const texts = names.map((name) => {
    const column = columns[name];
    ensure(
      column.length === count,
      `column "${name}" has ${column.length} values and "${names[0]}" has ${count}; equal lengths are wanted.`,
    );
    const isText = typeof column[0] === "string";
    parse[name] = isText ? "string" : "number";
    return isText
      ? Array.from(column as readonly string[], (text) => quoted(safeText(text)))
      : roundedTexts(column as ArrayLike<number>, name, frames[name]);
  });
  const lines = Array.from({ length: count }, (_, row) => texts.map((column) => column[row]).join(","));
  return { values: [names.map(quoted).join(","), ...lines].join("\n"), format: { type: "csv", parse } };
}

/** Rows → CSV text, a column for each of their keys. @throws ChartError as `csvRows` does */
export function csvOf<Row extends Record<string, number | string>>(
  rows: readonly Row[],
  keys: readonly (keyof Row & string)[],
  frames?: Record<string, Domain>,
): CsvData {
  const columns = keys.map((key) => [key, rows.map((row) => row[key])] as const);
  return csvRows(Object.fromEntries(columns) as Columns, frames);
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The exponent of ten of the last digit that four significant digits of `size` keep. */
const lastDigit = (size: number): number => Math.floor(Math.log10(size)) - 3;

function roundedTexts(
  column: ArrayLike<number>,
  name: string,
  frame: Domain = [-Infinity, Infinity],
): string[] {
  const wrong = Array.from(column).findIndex((value) => !Number.isFinite(value));
  ensure(
    wrong < 0,
    `column "${name}" holds ${String(column[wrong])} in row ${wrong}; finite numbers are wanted. ` +
      "Leave such rows out, and say so in the chart's subtitle.",
  );
  const [least, greatest] = extent(column);
  const spread = greatest > least ? greatest - least : 1e-8 * Math.abs(greatest);
  const finest = lastDigit(Math.min(spread, frame[1] - frame[0]));
  return Array.from(column, (value) => {
    if (value === 0) return "0";
    const size = Math.abs(value);
    const digits = Math.floor(Math.log10(size)) - Math.min(lastDigit(size), finest) + 1;
    return String(Number(value.toPrecision(Math.min(digits, 17))));
  });
}

/** Texts that a chart shows where something is missing, so that a name of this kind would be taken for a fault. */
export const missing = /^(NaN|undefined|null|Infinity|-Infinity|\[object Object\])$/;

/**
 * A text that Vega can be given. Vega keeps texts as keys of plain objects, where a name that every object has, such as
 * "constructor", is mistaken for an entry; and "NaN" is what stands where a number is missing. A blank at the end, which nobody sees, makes it another text.
 */
export const safeText = (text: string): string =>
  text in Object.prototype || missing.test(text) ? `${text} ` : text;

/** A chart in which every text is one that Vega can be given. */
export function withSafeTexts<Value>(value: Value): Value {
  if (typeof value === "string") return safeText(value) as Value & string;
  if (Array.isArray(value)) return value.map(withSafeTexts) as Value & unknown[];
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withSafeTexts(each)])) as Value;
}

/**
 * Which of the rows to draw when there are too many: at most `maximum`, evenly spaced, the same each time. The
 * rows with the smallest and greatest x and y are among them (from a maximum of 8 on), so that a frame around
 * all rows does not look too large.
 */
export function sampleRows(
  rows: readonly number[],
  maximum: number,
  { x, y }: { x: ArrayLike<number>; y: ArrayLike<number> },
): number[] {
  if (rows.length <= maximum) return [...rows];
  const extremes = [x, y].flatMap((values) =>
    [minIndex, maxIndex].map((find) => rows[find(rows, (row) => values[row])]),
  );
  const kept = new Set<number>(maximum >= 8 ? extremes : []);
  const others = rows.filter((row) => !kept.has(row));
  const wanted = maximum - kept.size;
  for (let place = 0; place < wanted; place++) {
    kept.add(others[Math.floor(((place + 0.5) * others.length) / wanted)]);
  }
  return [...kept].sort((first, second) => first - second);
}

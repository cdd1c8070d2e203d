// What a chart keeps where its numbers vary from run to run: its words. Times, counts and versions are numbers,
// wherever they stand; a title, an axis, a legend, a kind of mark or a column's name is not.
import { csvRows, isObject } from "./compare-json.ts";
import { type Difference, firstFound, numberSource } from "./compare-text.ts";

type Row = { [key: string]: unknown };

/** Numbers, and what is written with several of them: versions, dates, times of day. */
const figures = new RegExp(
  String.raw`(?<![\p{L}\p{N}_.])v?\d+(?:[.:/-]\d+)+(?![\p{L}\p{N}_])|${numberSource}`,
  "gu",
);
const colour = /^#[\da-f]{3,8}$/i;
const picture = /^data:(image\/[\w+.-]+)[;,]/;

/** A text without its line breaks, which depend on how long its numbers are. */
const onOneLine = (text: string) => text.replace(/\s+/g, " ").trim();

/** The words of a text, each number as "#". */
const wordsOf = (text: string) => onOneLine(text.replace(figures, "#"));

/**
 * The words that differ, in texts whose numbers may vary.
 *
 * @returns both texts
 */
export const wordsDifference = (a: string, b: string): Difference | undefined =>
  wordsOf(a) === wordsOf(b) ? undefined : { committed: a, fresh: b };

const isRow = (value: unknown): value is Row => isObject(value) && !Array.isArray(value);

const isListOf = (value: unknown, type: "string" | "number") =>
  Array.isArray(value) && value.every((each) => typeof each === type);

/** Several lines are one text. */
function asText(value: unknown): unknown {
  if (typeof value === "string") return onOneLine(value);
  return isListOf(value, "string") ? onOneLine((value as string[]).join(" ")) : value;
}

/** @param values CSV, a list of rows or of single values */
function rowsOf(values: unknown): Row[] {
  if (typeof values !== "string") return [values].flat().map((row) => (isRow(row) ? row : { value: row }));
  const [header = [], ...rows] = csvRows(values) ?? [];
  return rows.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i]])));
}

/** Whether a cell says something in words alone, as a series' or a class's name does. */
const isName = (cell: unknown) => typeof cell === "string" && cell.search(figures) < 0 && !colour.test(cell);

/**
 * The columns of a chart's data, each with its names. One that holds a number, a colour or a picture may hold
 * anything, in any number of rows.
 */
function columnsOf(values: unknown): Row {
  const columns = new Map<string, Set<unknown>>();
  for (const row of rowsOf(values)) {
    for (const [name, cell] of Object.entries(row)) {
      columns.set(name, (columns.get(name) ?? new Set()).add(asText(cell)));
    }
  }
  return Object.fromEntries(
    [...columns].map(([name, cells]) => {
      const filled = [...cells].filter((cell) => cell !== "" && cell !== null);
      return [name, filled.every(isName) ? filled.join(", ") : ""];
    }),
  );
}

/**
 * Whether rows of data stand under a key.
 *
 * @param path of the object that has it
 */
const isData = (path: string, key: string) =>
  path.endsWith(".datasets") || (path.endsWith(".data") && key === "values");

/** A value as a message shows it. */
export const shown = (value: unknown) =>
  typeof value === "string" ? value : (JSON.stringify(value) ?? "nothing");

/**
 * The first place where two charts differ in more than their numbers.
 *
 * @param a a Vega-Lite specification, or a part of one
 * @param path where it stands
 * @returns what stands there
 */
export function formDifference(a: unknown, b: unknown, path: string): Difference | undefined {
  if (isRow(a) && isRow(b)) {
    return firstFound(new Set([...Object.keys(a), ...Object.keys(b)]), (key) => {
      const [one, other] = isData(path, key) ? [columnsOf(a[key]), columnsOf(b[key])] : [a[key], b[key]];
      return formDifference(one, other, `${path}.${key}`);
    });
  }
  if (isSame(asText(a), asText(b))) return undefined;
  if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length)
    return { committed: `${path}: ${shown(a)}`, fresh: `${path}: ${shown(b)}` };
  return firstFound(a.entries(), ([i, value]) => formDifference(value, b[i], `${path}[${i}]`));
}

/** @param a neither has parts of its own, but for lists of numbers */
function isSame(a: unknown, b: unknown) {
  if (typeof a === "string" && typeof b === "string") {
    const [kind, otherKind] = [a, b].map((text) => picture.exec(text)?.[1]);
    return kind || otherKind ? kind === otherKind : !wordsDifference(a, b);
  }
  const areNumbers = typeof a === "number" && typeof b === "number";
  // Of an axis there may be other ticks, and more or fewer.
  return areNumbers || a === b || (isListOf(a, "number") && isListOf(b, "number"));
}

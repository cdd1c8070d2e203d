import { parse } from "csv-parse/sync";
import { firstFound, sameChartText, sameDrawnNumber } from "./compare-text.ts";

type Json = { [key: string]: unknown };

export const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null;

/** The rows of a CSV text, the header first; undefined where it is not CSV, the form in which charts carry their data. */
export function csvRows(text: string): string[][] | undefined {
  try {
    const rows = parse(text, { relax_quotes: true });
    return rows.length > 1 ? rows : undefined;
  } catch {
    return undefined; // its rows differ in length
  }
}

const cellValue = (cell: string) => (cell.trim() === "" || Number.isNaN(Number(cell)) ? cell : Number(cell));

const csvValues = (text: string) => csvRows(text)?.map((row) => ({ ...row.map(cellValue) }));

const pngSignature = "89504e470d0a1a0a";

/**
 * Width and height of a picture in base64, read from a PNG's or JPEG's header.
 *
 * @returns as in "680 × 400"; undefined where it is neither
 */
export function pictureSize(base64: string): string | undefined {
  const bytes = Buffer.from(base64.slice(0, 1 << 16), "base64");
  if (bytes.length >= 24 && bytes.toString("hex", 0, 8) === pngSignature) {
    return `${bytes.readUInt32BE(16)} × ${bytes.readUInt32BE(20)}`;
  }
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return undefined;
  for (let at = 2; at + 9 <= bytes.length && bytes[at] === 0xff; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes[at + 1] ?? 0;
    const startsFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (startsFrame) return `${bytes.readUInt16BE(at + 7)} × ${bytes.readUInt16BE(at + 5)}`;
  }
  return undefined;
}

/** Whether two pictures are there and of one size: their pixels differ with fonts and rounding. */
export const samePicture = (a: string, b: string) =>
  a !== "" && b !== "" && pictureSize(a) === pictureSize(b);

/** Whether two texts are the same: pictures by their size, CSV by its cells, other texts by their words and numbers. */
function sameText(a: string, b: string) {
  const image = /^data:image\/[\w+.-]+;base64,/.exec(a)?.[0];
  if (image && b.startsWith(image)) return samePicture(a.slice(image.length), b.slice(image.length));
  const rows = csvValues(a);
  return rows ? !jsonDifference(rows, csvValues(b)) : sameChartText(a, b);
}

/**
 * What the numbers of a list are drawn with: the largest magnitude among its own numbers (under ""), and among those of
 * each key in its rows.
 */
function scalesOf(list: unknown[]) {
  const scales = new Map<string, number>();
  const take = (key: string, value: unknown) => {
    const magnitude = typeof value === "number" && Number.isFinite(value) ? Math.abs(value) : 0;
    scales.set(key, Math.max(scales.get(key) ?? 0, magnitude));
  };
  for (const row of list) {
    take("", row);
    if (isObject(row)) for (const [key, value] of Object.entries(row)) take(key, value);
  }
  return scales;
}

interface Place {
  path?: string;
  /** the largest magnitude among the numbers beside the value */
  scale?: number;
  /** the same for the values of a key */
  scales?: Map<string, number>;
}

/**
 * Where two JSON values differ: in structure, in words, or in a number by more than 10⁻³.
 *
 * @returns the path of the first difference, as in "$.data.values[3].price"
 */
export function jsonDifference(
  a: unknown,
  b: unknown,
  { path = "$", scale, scales }: Place = {},
): string | undefined {
  if (Object.is(a, b)) return undefined;
  if (typeof a === "number" && typeof b === "number") return sameDrawnNumber(a, b, scale) ? undefined : path;
  if (typeof a === "string" && typeof b === "string") return sameText(a, b) ? undefined : path;
  if (!isObject(a) || !isObject(b) || Array.isArray(a) !== Array.isArray(b)) return path;
  const isList = Array.isArray(a);
  if (isList && a.length !== b["length"]) return `${path}.length`;
  const inner = isList ? scalesOf(a) : scales;
  return firstFound(new Set([...Object.keys(a), ...Object.keys(b)]), (key) =>
    jsonDifference(
      a[key],
      b[key],
      isList
        ? { path: `${path}[${key}]`, scale: inner?.get(""), scales: inner }
        : { path: `${path}.${key}`, scale: inner?.get(key) },
    ),
  );
}

/** @param path as `jsonDifference` returns it */
export function valueAt(value: unknown, path: string | undefined = "$") {
  const keys = path.match(/[^.[\]]+/g)?.slice(1) ?? [];
  return keys.reduce((inner: unknown, key) => (isObject(inner) ? inner[key] : undefined), value);
}

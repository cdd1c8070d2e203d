import { isCsv, sameCsv } from "./compare-csv.ts";
import { sameDrawnNumber } from "./compare-numbers.ts";
import { samePicture } from "./compare-pictures.ts";
import { sameChartText } from "./compare-text.ts";

type Record = { [key: string]: unknown };

const isObject = (value: unknown): value is Record => typeof value === "object" && value !== null;

const largest = (values: unknown[]) =>
  values.reduce((most: number, value) => Math.max(most, typeof value === "number" ? Math.abs(value) : 0), 0);

/** What the numbers of a list are drawn with: its other numbers, or those of the same key in its other rows. */
const scaleIn = (list: unknown[], key: string) =>
  largest(list.map((row) => (isObject(row) ? row[key] : undefined)));

function stringDifference(a: string, b: string, path: string) {
  const image = /^data:(image\/[\w+.-]+);base64,/.exec(a)?.[1];
  if (image && b.startsWith(`data:${image};`)) {
    return samePicture(a.split(",")[1] ?? "", b.split(",")[1] ?? "") ? undefined : path;
  }
  const same = isCsv(a) ? sameCsv(a, b) : sameChartText(a, b);
  return same ? undefined : path;
}

function listDifference(a: unknown[], b: unknown[], path: string) {
  if (a.length !== b.length) return `${path}.length`;
  const scale = largest(a);
  const scales = new Map<string, number>();
  const scaleOf = (key: string) => {
    const known = scales.get(key) ?? scaleIn(a, key);
    scales.set(key, known);
    return known;
  };
  for (const [i, value] of a.entries()) {
    const found = jsonDifference(value, b[i], { path: `${path}[${i}]`, scale, scaleOf });
    if (found) return found;
  }
  return undefined;
}

function objectDifference(a: Record, b: Record, path: string, scaleOf: (key: string) => number) {
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const found = jsonDifference(a[key], b[key], { path: `${path}.${key}`, scale: scaleOf(key) });
    if (found) return found;
  }
  return undefined;
}

/**
 * Where two JSON values differ: in structure, in words, or in a number by more than 10⁻³.
 *
 * @param place path: of the values; scale: the largest magnitude among the numbers beside them; scaleOf: the same for the
 *   values of a key
 * @returns the path of the first difference, as in "$.data.values[3].price"
 */
export function jsonDifference(
  a: unknown,
  b: unknown,
  {
    path = "$",
    scale = 0,
    scaleOf = () => 0,
  }: { path?: string; scale?: number; scaleOf?: (key: string) => number } = {},
): string | undefined {
  if (Object.is(a, b)) return undefined;
  if (typeof a === "number" && typeof b === "number") return sameDrawnNumber(a, b, scale) ? undefined : path;
  if (typeof a === "string" && typeof b === "string") return stringDifference(a, b, path);
  if (Array.isArray(a) && Array.isArray(b)) return listDifference(a, b, path);
  if (isObject(a) && isObject(b) && Array.isArray(a) === Array.isArray(b)) {
    return objectDifference(a, b, path, scaleOf);
  }
  return path;
}

/** @param path as `jsonDifference` returns it */
export function valueAt(value: unknown, path: string | undefined = "$") {
  const keys = path.match(/[^.[\]]+/g)?.slice(1) ?? [];
  return keys.reduce((inner: unknown, key) => (isObject(inner) ? inner[key] : undefined), value);
}

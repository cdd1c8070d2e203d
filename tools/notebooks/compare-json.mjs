import { isCsv, sameCsv } from "./compare-csv.mjs";
import { sameDrawnNumber } from "./compare-numbers.mjs";
import { samePicture } from "./compare-pictures.mjs";
import { sameChartText } from "./compare-text.mjs";

/** @typedef {{ [key: string]: unknown }} Record */

/** @param {unknown} value @returns {value is Record} */
const isObject = (value) => typeof value === "object" && value !== null;

/** @param {unknown[]} values */
const largest = (values) =>
  values.reduce(
    (/** @type {number} */ most, value) => Math.max(most, typeof value === "number" ? Math.abs(value) : 0),
    0,
  );

/** What the numbers of a list are drawn with: its other numbers, or those of the same key in its other rows. @param {unknown[]} list @param {string} key */
const scaleIn = (list, key) => largest(list.map((row) => (isObject(row) ? row[key] : undefined)));

/** @param {string} a @param {string} b @param {string} path */
function stringDifference(a, b, path) {
  const image = /^data:(image\/[\w+.-]+);base64,/.exec(a)?.[1];
  if (image && b.startsWith(`data:${image};`)) {
    return samePicture(a.split(",")[1] ?? "", b.split(",")[1] ?? "") ? undefined : path;
  }
  const same = isCsv(a) ? sameCsv(a, b) : sameChartText(a, b);
  return same ? undefined : path;
}

/** @param {unknown[]} a @param {unknown[]} b @param {string} path */
function listDifference(a, b, path) {
  if (a.length !== b.length) return `${path}.length`;
  const scale = largest(a);
  const scales = new Map();
  /** @param {string} key */
  const scaleOf = (key) => {
    if (!scales.has(key)) scales.set(key, scaleIn(a, key));
    return scales.get(key);
  };
  for (const [i, value] of a.entries()) {
    const found = jsonDifference(value, b[i], { path: `${path}[${i}]`, scale, scaleOf });
    if (found) return found;
  }
  return undefined;
}

/** @param {Record} a @param {Record} b @param {string} path @param {(key: string) => number} scaleOf */
function objectDifference(a, b, path, scaleOf) {
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const found = jsonDifference(a[key], b[key], { path: `${path}.${key}`, scale: scaleOf(key) });
    if (found) return found;
  }
  return undefined;
}

/**
 * Where two JSON values differ: in structure, in words, or in a number by more than 10⁻³.
 *
 * @param {unknown} a
 * @param {unknown} b
 * @param {{ path?: string, scale?: number, scaleOf?: (key: string) => number }} [place] of the values; the
 *   largest magnitude among the numbers beside it
 * @returns {string | undefined} the path of the first difference, as in "$.data.values[3].price"
 */
export function jsonDifference(a, b, { path = "$", scale = 0, scaleOf = () => 0 } = {}) {
  if (Object.is(a, b)) return undefined;
  if (typeof a === "number" && typeof b === "number") return sameDrawnNumber(a, b, scale) ? undefined : path;
  if (typeof a === "string" && typeof b === "string") return stringDifference(a, b, path);
  if (Array.isArray(a) && Array.isArray(b)) return listDifference(a, b, path);
  if (isObject(a) && isObject(b) && Array.isArray(a) === Array.isArray(b)) {
    return objectDifference(a, b, path, scaleOf);
  }
  return path;
}

/** @param {unknown} value @param {string | undefined} path as `jsonDifference` returns it */
export function valueAt(value, path = "$") {
  const keys = path.match(/[^.[\]]+/g)?.slice(1) ?? [];
  return keys.reduce(
    (/** @type {unknown} */ inner, key) => (isObject(inner) ? inner[key] : undefined),
    value,
  );
}

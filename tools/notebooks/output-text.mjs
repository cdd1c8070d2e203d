/** @import { Output } from "./notebook-file.mjs" */

/** Embedded pictures are noise to whoever looks for words. */
const embedded = /data:[\w/+.-]+;base64,[A-Za-z0-9+/=]*/g;

/** @param {unknown} value @returns {string[]} */
function strings(value) {
  if (typeof value === "string") return [value.replace(embedded, "")];
  if (value === null || typeof value !== "object") return [];
  return Object.values(value).flatMap(strings);
}

/**
 * All words in an output: streams, texts, the strings of charts, error messages; no pictures.
 *
 * @param {Output} output
 * @returns {string[]}
 */
export function outputTexts({ text, data = {}, ename, evalue, traceback }) {
  const words = Object.entries(data).filter(([mime]) => !/^(image\/(?!svg)|audio|video)/.test(mime));
  return strings([text, words.map(([, value]) => value), ename, evalue, traceback]);
}

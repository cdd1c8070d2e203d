import type { Output } from "./notebook-file.ts";

/** Embedded pictures are noise to whoever looks for words. */
const embedded = /data:[\w/+.-]+;base64,[A-Za-z0-9+/=]*/g;

function strings(value: unknown): string[] {
  if (typeof value === "string") return [value.replace(embedded, "")];
  if (value === null || typeof value !== "object") return [];
  return Object.values(value).flatMap(strings);
}

/** All words in an output: streams, texts, the strings of charts, error messages; no pictures. */
export function outputTexts({ text, data = {}, ename, evalue, traceback }: Output): string[] {
  const words = Object.entries(data).filter(([mime]) => !/^(image\/(?!svg)|audio|video)/.test(mime));
  return strings([text, words.map(([, value]) => value), ename, evalue, traceback]);
}

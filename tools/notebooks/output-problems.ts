import { realpathSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { root } from "../setup/shared/paths.mjs";
import { cellName, codeCells, hasTag, isFinish } from "./notebook-file.ts";

import type { CodeCell, MimeBundle, Notebook, Output } from "./notebook-file.ts";

/** A notebook is smaller than this, in bytes. */
export const sizeLimit = 1_000_000;
/** What one output may print, in characters: more than that nobody reads. */
const printLimit = 10_000;
const chart = /^application\/vnd\.vegalite\./;

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

function real(path: string) {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** Folders of this machine. One of a single letter or two would be found everywhere. */
const folders = [root, homedir(), tmpdir()]
  .flatMap((path) => [path, real(path)])
  .filter((path) => path.length > 3);

/** Not after a letter, a digit or a dot: those make it a relative path or a part of a web address. */
const start = String.raw`(?<![\w.~/\\-])`;
const usualFolders = "/(?:home|Users|root|tmp|var|usr|opt|mnt|private|workspaces?)/\\w";

/** What no output of a notebook may hold. */
const forbidden: [what: string, pattern: RegExp][] = [
  ["an absolute path", new RegExp(`${start}(?:${[...folders.map(escaped), usualFolders].join("|")})`)],
  ["an absolute path", /(?<![A-Za-z])[A-Za-z]:\\\w|\bfile:\/\//],
  ["a warning", /\b[A-Za-z]*Warning\b|\(node:\d+\)|^\s*WARN(?:ING)?\b/m],
  ["an error that nobody caught", /Unhandled ?Promise ?Rejection|Uncaught ?Exception|^Uncaught /m],
  ["a stack trace", /^\s+at .+:\d+:\d+\)?$/m],
  ["a terminal's escape code", /\x1b\[/], // oxlint-disable-line no-control-regex
];

/** Allowed only where the cell is tagged `varies`. */
const timeOfDay: [what: string, pattern: RegExp] = [
  "a time of day",
  /\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}|\b(?:[01]?\d|2[0-3]):[0-5]\d:[0-5]\d\b/,
];

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

/** The part of a text around a finding, on one line. */
function excerpt(text: string, pattern: RegExp) {
  const { index = 0, 0: found = "" } = pattern.exec(text) ?? {};
  const part = text.slice(Math.max(0, index - 30), index + Math.min(found.length, 60) + 60);
  return part.trim().replace(/\s+/g, " ");
}

function textProblems(output: Output, varies: boolean) {
  const rules = varies ? forbidden : [...forbidden, timeOfDay];
  return outputTexts(output).flatMap((text) =>
    rules
      .filter(([, pattern]) => pattern.test(text))
      .map(([what, pattern]) => `shows ${what}: ${excerpt(text, pattern)}`),
  );
}

/** What is shown where nothing but text can be. */
const plainText = ({ "text/plain": text = "" }: MimeBundle) =>
  typeof text === "string" ? text : JSON.stringify(text);

function lengthProblems({ text, data = {} }: Output) {
  const printed = (text ?? plainText(data)).length;
  return printed > printLimit ? [`prints ${printed} characters, at most ${printLimit} are allowed`] : [];
}

/** A chart is an object with a picture and a description beside it, for readers without JavaScript. */
function chartProblems({ data = {} }: Output) {
  const mime = Object.keys(data).find((name) => chart.test(name));
  if (!mime) return [];
  return [
    ...(typeof data[mime] === "object" ? [] : ["shows a chart whose specification is not an object"]),
    ...(data["image/png"] ? [] : ["shows a chart without image/png beside it"]),
    ...(plainText(data).trim() ? [] : ["shows a chart without a description (text/plain)"]),
  ];
}

function cellProblems(codeCell: CodeCell) {
  const { cell } = codeCell;
  const expectsError = hasTag(cell, "raises-exception");
  const problems = (cell.outputs ?? []).flatMap((output) => {
    const { output_type, name, text, ename, evalue } = output;
    if (expectsError && (output_type === "error" || name === "stderr")) return [];
    if (name === "stderr") return [`wrote to stderr: ${text?.trimEnd()}`];
    if (output_type === "error") return [`shows an error: ${ename}: ${evalue}`];
    const varies = hasTag(cell, "varies");
    return [...textProblems(output, varies), ...lengthProblems(output), ...chartProblems(output)];
  });
  return [...new Set(problems)].map((problem) => `${cellName(codeCell)} ${problem}`);
}

function lastCellProblems(last: CodeCell | undefined) {
  if (!last) return ["it has no code cell"];
  if (!isFinish(last)) {
    return [`the last code cell is not \`await notebook.finish([…])\` but ${cellName(last)}`];
  }
  const reached = last.cell.outputs?.some(({ text }) => text && /^✓ finished/m.test(text));
  return reached ? [] : [`${cellName(last)} has not printed "✓ finished": the run did not reach the end`];
}

/**
 * What the outputs of an executed notebook must not show, and the output of its last cell, which they must.
 *
 * @param bytes the size of its file
 */
export function outputProblems(notebook: Notebook, bytes: number): string[] {
  const cells = codeCells(notebook);
  const tooLarge = `it has ${bytes} bytes, fewer than ${sizeLimit} are allowed: send flat rows as CSV, fewer digits, smaller pictures`;
  return [
    ...cells.flatMap(cellProblems),
    ...lastCellProblems(cells.at(-1)),
    ...(bytes < sizeLimit ? [] : [tooLarge]),
  ];
}

import { forbidden, timeOfDay } from "./forbidden-text.ts";
import { cellName, codeCells, hasTag } from "./notebook-file.ts";
import { outputTexts } from "./output-text.ts";

import type { CodeCell, MimeBundle, Notebook, Output } from "./notebook-file.ts";

/** A notebook is smaller than this, in bytes. */
export const sizeLimit = 1_000_000;
/** What one output may print, in characters: more than that nobody reads. */
const printLimit = 10_000;
const chart = /^application\/vnd\.vegalite\./;

/** The part of a text around a finding, on one line. */
function excerpt(text: string, pattern: RegExp) {
  const { index = 0, 0: found = "" } = pattern.exec(text) ?? {};
  return text
    .slice(Math.max(0, index - 30), index + Math.min(found.length, 60) + 60)
    .trim()
    .replace(/\s+/g, " ");
}

function textProblems(output: Output, varies: boolean) {
  const rules = varies ? forbidden : [...forbidden, timeOfDay];
  return outputTexts(output).flatMap((text) =>
    rules
      .filter(({ pattern }) => pattern.test(text))
      .map(({ what, pattern }) => `shows ${what}: ${excerpt(text, pattern)}`),
  );
}

/** What is shown where nothing but text can be. */
function textOf({ "text/plain": text = "" }: MimeBundle): string {
  return typeof text === "string" ? text : JSON.stringify(text);
}

function lengthProblems({ text, data = {} }: Output) {
  const printed = (text ?? textOf(data)).length;
  return printed > printLimit ? [`prints ${printed} characters, at most ${printLimit} are allowed`] : [];
}

/** A chart is an object with a picture and a description beside it, for readers without JavaScript. */
function chartProblems({ data = {} }: Output) {
  const mime = Object.keys(data).find((name) => chart.test(name));
  if (!mime) return [];
  return [
    ...(typeof data[mime] === "object" ? [] : ["shows a chart whose specification is not an object"]),
    ...(data["image/png"] ? [] : ["shows a chart without image/png beside it"]),
    ...(textOf(data).trim() ? [] : ["shows a chart without a description (text/plain)"]),
  ];
}

function cellProblems({ cell, ...place }: CodeCell) {
  const expectsError = hasTag(cell, "raises-exception");
  const problems = (cell.outputs ?? []).flatMap((output) => {
    if (expectsError && (output.output_type === "error" || output.name === "stderr")) return [];
    if (output.name === "stderr") return [`wrote to stderr: ${output.text?.trimEnd()}`];
    if (output.output_type === "error") return [`shows an error: ${output.ename}: ${output.evalue}`];
    return [
      ...textProblems(output, hasTag(cell, "varies")),
      ...lengthProblems(output),
      ...chartProblems(output),
    ];
  });
  return [...new Set(problems)].map((problem) => `${cellName({ cell, ...place })} ${problem}`);
}

function lastCellProblems(last: CodeCell | undefined) {
  if (!last) return ["it has no code cell"];
  if (!/^(?:\/\/[^\n]*\n|\s)*await (?:notebook\.)?finish\(/.test(last.cell.source)) {
    return [`the last code cell is not \`await notebook.finish([…])\` but ${cellName(last)}`];
  }
  const reached = last.cell.outputs?.some(({ text }) =>
    text?.split("\n").some((line) => line.startsWith("✓ finished")),
  );
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

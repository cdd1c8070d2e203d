import { vegaLite } from "./chart.ts";
import { escapeHtml } from "./html.ts";

import type { Cell, Output } from "../notebooks/notebook-file.ts";

/** What a comment says on the first line of a cell, or on the second one of a doc comment. */
const firstComment = /^\s*(?:\/\/|\/\*+(?:\s*\n\s*\*)?)(?!\s*lib:)[ \t]*([^\n]+?)[ \t]*(?:\*\/)?(?:\n|$)/;

/** What is folded behind a line that says what it is. */
export const foldedHtml = (summary: string, html: string) =>
  `<details class="folded"><summary>${escapeHtml(summary)}</summary>${html}</details>\n`;

/** What the code of a cell is, in a few words: its first comment, else what came of it. */
export function codeSummary({ source, outputs = [] }: Cell): string {
  const [, comment] = firstComment.exec(source) ?? [];
  if (comment !== undefined) return comment;
  if (outputs.some(isChart)) return "Code of this chart";
  return outputs.length > 0 ? "Code of this output" : "Code for what follows";
}

export const outputSummary = (outputs: Output[]) =>
  outputs.some(isChart) ? "Chart of this cell" : "Output of this cell";

const isChart = ({ data }: Output) => data?.[vegaLite] !== undefined;

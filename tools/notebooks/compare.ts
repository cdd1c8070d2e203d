import { canonicalOutputs } from "./canonical-text.ts";
import { formDifference, shown, wordsDifference } from "./compare-forms.ts";
import { jsonDifference, pictureSize, samePicture, valueAt } from "./compare-json.ts";
import { type Difference, firstFound, textDifference } from "./compare-text.ts";
import { cellName, codeCells, hasTag, isJsonMime } from "./notebook-file.ts";

import type { Notebook, Output } from "./notebook-file.ts";

interface CompareOptions {
  /** compare in form only: texts by whether there are any, charts by their words */
  varies?: boolean;
  /** an error may come as an error message or as text on stderr */
  raisesException?: boolean;
}

/** @param output its kind: of a stream its name, else its MIME types */
const form = ({ output_type, name, data = {} }: Output) =>
  output_type === "stream" ? `${name} text` : [output_type, ...Object.keys(data).sort()].join(" ");

const isEmpty = ({ text, data = {} }: Output) =>
  text !== undefined
    ? text.trim() === ""
    : Object.values(data).some((value) => value === "" || value === null);

function valueDifference(mime: string, a: unknown, b: unknown): Difference | undefined {
  if (isJsonMime(mime)) {
    const path = jsonDifference(a, b);
    if (!path) return undefined;
    const told = (value: unknown) => `${path.replace("$", mime)}: ${shown(valueAt(value, path))}`;
    return { committed: told(a), fresh: told(b) };
  }
  const [committed, fresh] = [shown(a), shown(b)];
  if (!/^image\/(?!svg)/.test(mime)) return textDifference(committed, fresh);
  if (samePicture(committed, fresh)) return undefined;
  return { committed: `${mime} ${pictureSize(committed)}`, fresh: `${mime} ${pictureSize(fresh)}` };
}

/**
 * In a chart whose numbers vary: its words, and its description's.
 *
 * @param b of the same form
 */
function chartDifference({ data: a = {} }: Output, { data: b = {} }: Output) {
  const isChart = (mime: string) => mime.startsWith("application/vnd.vega");
  const mimes = Object.keys(a);
  if (!mimes.some((mime) => isChart(mime) || mime.startsWith("image/"))) return undefined;
  return firstFound(mimes, (mime) =>
    isChart(mime)
      ? formDifference(a[mime], b[mime], mime)
      : mime === "text/plain" && wordsDifference(shown(a[mime]), shown(b[mime])),
  );
}

const printed = ({ text, ename, evalue }: Output) => text ?? `${ename}: ${evalue}`;

function outputDifference(a: Output, b: Output, { varies }: CompareOptions): Difference | undefined {
  if (form(a) !== form(b)) return { committed: form(a), fresh: form(b) };
  if (varies) return isEmpty(b) ? { committed: "something", fresh: "nothing" } : chartDifference(a, b);
  if (["stream", "error"].includes(a.output_type)) return textDifference(printed(a), printed(b));
  if (jsonDifference(a.metadata ?? {}, b.metadata ?? {})) {
    return { committed: `metadata ${shown(a.metadata)}`, fresh: `metadata ${shown(b.metadata)}` };
  }
  const { data = {} } = a;
  return firstFound(Object.keys(data), (mime) => valueDifference(mime, data[mime], b.data?.[mime]));
}

/** The value of a cell's last expression as text: stock tslab prints it, our kernel sends it as a result. */
function printedResult(output: Output): Output {
  const { output_type, data = {} } = output;
  const onlyText = Object.keys(data).join() === "text/plain";
  if (output_type !== "execute_result" || !onlyText) return output;
  return { output_type: "stream", name: "stdout", text: `${shown(data["text/plain"])}\n` };
}

const isError = ({ output_type, name }: Output) => output_type === "error" || name === "stderr";

/**
 * Compares a cell's fresh outputs with the committed ones: texts, charts and pictures each by their rule.
 *
 * @returns the first difference
 */
export function outputsDifference(
  committed: Output[],
  fresh: Output[],
  options: CompareOptions = {},
): Difference | undefined {
  let [a, b] = [committed, fresh].map((outputs) => canonicalOutputs(outputs.map(printedResult)));
  if (options.raisesException) {
    // Stock tslab writes an error as text, our kernel sends a message: they must agree that there is one.
    const raised = (outputs: Output[]) => (outputs.some(isError) ? "an error" : "no error");
    if (raised(a) !== raised(b)) return { committed: raised(a), fresh: raised(b) };
    [a, b] = [a, b].map((outputs) => outputs.filter((output) => !isError(output)));
  }
  if (a.length !== b.length) {
    const list = (outputs: Output[]) => outputs.map(form).join(", ") || "no output";
    return { committed: list(a), fresh: list(b) };
  }
  return firstFound(a.entries(), ([i, output]) => outputDifference(output, b[i] ?? output, options));
}

/** Each code cell of a notebook beside the same cell of its execution. */
function comparedCells(committed: Notebook, fresh: Notebook) {
  const executed = codeCells(fresh);
  return codeCells(committed).flatMap((codeCell, i) => {
    const { cell } = codeCell;
    const after = executed[i]?.cell;
    if (!after) return [];
    const options = { varies: hasTag(cell, "varies"), raisesException: hasTag(cell, "raises-exception") };
    const difference = outputsDifference(cell.outputs ?? [], after.outputs ?? [], options);
    return [{ codeCell, after, difference }];
  });
}

/** a cell's name beside what differs in it */
type CellDifference = Difference & { cell: string };

/** Compares a fresh execution with the notebook that it is an execution of, cell by cell. */
export const differences = (committed: Notebook, fresh: Notebook): CellDifference[] =>
  comparedCells(committed, fresh).flatMap(({ codeCell, difference }) =>
    difference ? [{ cell: cellName(codeCell), ...difference }] : [],
  );

/**
 * The notebook to store after an execution: a cell that compares equal keeps its committed outputs, so that
 * running again changes nothing.
 */
export function merged(committed: Notebook, fresh: Notebook): Notebook {
  const cells = [...committed.cells];
  for (const { codeCell, after, difference } of comparedCells(committed, fresh)) {
    const { cell, index } = codeCell;
    const { outputs } = difference ? after : cell;
    cells[index] = { ...cell, execution_count: after.execution_count, outputs };
  }
  return { ...committed, cells };
}

const shownLines = 12;

function indented(text: string) {
  const lines = text.trimEnd().split("\n");
  const more = lines.length > shownLines ? [`… ${lines.length - shownLines} more lines`] : [];
  const first = lines.slice(0, shownLines).map((line) => line.slice(0, 300));
  return [...first, ...more].map((line) => `      ${line}`).join("\n");
}

export const differenceText = ({ cell, committed, fresh }: CellDifference) =>
  `${cell} gives other output\n    committed:\n${indented(committed)}\n    now:\n${indented(fresh)}`;

import { canonicalJson } from "./canonical-json.ts";
import { canonicalOutputs } from "./canonical-outputs.ts";

import type { Cell, MimeBundle, Notebook, Output } from "./notebook-file.ts";

const kernelspec = { display_name: "TypeScript", language: "typescript", name: "tslab" };
const language = { file_extension: ".ts", mimetype: "text/typescript", name: "typescript" };

/** What editors and hosts leave behind in a notebook's metadata, different on each machine. */
const volatile = ["widgets", "orig_nbformat", "orig_nbformat_minor", "signature", "vscode", "colab"];
/** The same in a cell's metadata: times, trust, scroll state. */
const volatileInCells = ["execution", "ExecuteTime", "trusted", "vscode", "scrolled", "collapsed"];

const without = (metadata: { [key: string]: unknown }, names: string[]) =>
  Object.fromEntries(Object.entries(metadata).filter(([name]) => !names.includes(name)));

// oxlint-disable-next-line no-control-regex -- the line ends of Python's str.splitlines, by which nbformat splits.
const line = /[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])|.+$/gu;

const lines = (text: string) => text.match(line) ?? [];

const splitBundle = (bundle: MimeBundle) =>
  Object.fromEntries(
    Object.entries(bundle).map(([mime, value]) => {
      const split = /^text\/|^application\/javascript$|^image\/svg\+xml$/.test(mime);
      return [mime, split && typeof value === "string" ? lines(value) : value];
    }),
  );

function outputForFile(output: Output, count: number | null) {
  if (output.output_type === "stream") {
    return { name: output.name, output_type: "stream", text: lines(output.text ?? "") };
  }
  if (output.output_type === "error") return output;
  const { output_type, data = {}, metadata = {} } = output;
  const bundle = { data: splitBundle(data), metadata, output_type };
  return output_type === "execute_result" ? { ...bundle, execution_count: count } : bundle;
}

function cellForFile(cell: Cell, id: string) {
  const common = {
    cell_type: cell.cell_type,
    id,
    metadata: without(cell.metadata, volatileInCells),
    source: lines(cell.source),
    attachments: cell.attachments,
  };
  if (cell.cell_type !== "code") return common;
  const count = cell.execution_count ?? null;
  const outputs = canonicalOutputs(cell.outputs ?? []).map((output) => outputForFile(output, count));
  return { ...common, execution_count: count, outputs };
}

/** An id for each cell: its own, or, where it has none or shares it, one that follows from its place. */
function ids(cells: Cell[]) {
  const taken = new Set();
  return cells.map(({ id }, index) => {
    let chosen = id && !taken.has(id) ? id : `cell-${index + 1}`;
    while (taken.has(chosen)) chosen += "x";
    taken.add(chosen);
    return chosen;
  });
}

/**
 * The one text in which a notebook is stored: nbformat 4.5 as nbformat itself writes it, without anything
 * that differs from run to run or from machine to machine.
 */
export function notebookText(notebook: Notebook) {
  const names = ids(notebook.cells);
  const stored = {
    cells: notebook.cells.map((cell, index) => cellForFile(cell, names[index] ?? "")),
    metadata: { ...without(notebook.metadata, volatile), kernelspec, language_info: language },
    nbformat: 4,
    nbformat_minor: 5,
  };
  return `${canonicalJson(stored)}\n`;
}

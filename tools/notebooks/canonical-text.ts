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

/**
 * What a terminal would show: a backspace takes the character before it away, a carriage return starts
 * its line again. Progress bars write both.
 */
function asShown(text: string) {
  let shown = text.replaceAll("\r\n", "\n");
  for (let before = ""; before !== shown;) {
    before = shown;
    shown = shown.replace(/[^\n][\b]/g, "");
  }
  return shown.replace(/^[^\n]*\r(?=[^\n])/gm, "").replace(/\r(?=\n|$)/g, "");
}

/**
 * A cell's outputs in the one form in which they are stored and compared: neighbouring pieces of the same
 * stream joined, empty ones left out.
 */
export function canonicalOutputs(outputs: Output[]): Output[] {
  const joined: Output[] = [];
  for (const output of outputs) {
    const last = joined.at(-1);
    const isStream = output.output_type === "stream";
    if (isStream && last?.output_type === "stream" && last.name === output.name)
      last.text += output.text ?? "";
    else joined.push({ ...output, ...(isStream ? { text: output.text ?? "" } : {}) });
  }
  return joined
    .map((output) =>
      output.output_type === "stream" ? { ...output, text: asShown(output.text ?? "") } : output,
    )
    .filter(({ output_type, text }) => output_type !== "stream" || text !== "");
}

function outputForFile(output: Output, count: number | null) {
  const { output_type, name, text = "", data = {}, metadata = {} } = output;
  if (output_type === "stream") return { name, output_type, text: lines(text) };
  if (output_type === "error") return output;
  const bundle = { data: splitBundle(data), metadata, output_type };
  return output_type === "execute_result" ? { ...bundle, execution_count: count } : bundle;
}

function cellForFile(cell: Cell, id: string) {
  const { cell_type, source, attachments, execution_count: count = null } = cell;
  const metadata = without(cell.metadata, volatileInCells);
  const common = { cell_type, id, metadata, source: lines(source), attachments };
  if (cell_type !== "code") return common;
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

/**
 * A number as Python's json module writes it, which writes the file when a notebook is saved in
 * JupyterLab: exponents below 1e-4, of two digits at least.
 */
function numberText(value: number) {
  if (!Number.isFinite(value)) return "null";
  const magnitude = Math.abs(value);
  if (magnitude === 0 || (magnitude >= 1e-4 && magnitude < 1e21)) return JSON.stringify(value);
  return value.toExponential().replace(/e([+-])(\d)$/, "e$10$2");
}

/**
 * JSON as nbformat writes it: keys sorted, one space per level, so that a file saved by JupyterLab and one
 * written here do not differ.
 *
 * @param indent of the line that the value begins on
 */
export function canonicalJson(value: unknown, indent: string = ""): string {
  if (typeof value === "number") return numberText(value);
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  const deeper = `${indent} `;
  const parts = Array.isArray(value)
    ? value.map((entry) => canonicalJson(entry, deeper))
    : Object.entries(value)
        .filter(([, entry]) => entry !== undefined)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, entry]) => `${JSON.stringify(key)}: ${canonicalJson(entry, deeper)}`);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  if (parts.length === 0) return open + close;
  return `${open}\n${deeper}${parts.join(`,\n${deeper}`)}\n${indent}${close}`;
}

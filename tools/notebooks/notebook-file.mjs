import { readFileSync } from "node:fs";
import { basename } from "node:path";

/**
 * A notebook in memory: nbformat 4.5 with each text in one piece, as nbformat's own reader does it.
 * @typedef {{ [mime: string]: unknown }} MimeBundle
 *
 * @typedef {object} Output
 * @property {string} output_type "stream", "display_data", "execute_result" or "error"
 * @property {string} [name] of a stream: "stdout" or "stderr"
 * @property {string} [text] of a stream
 * @property {MimeBundle} [data]
 * @property {{ [key: string]: unknown }} [metadata]
 * @property {number | null} [execution_count]
 * @property {string} [ename]
 * @property {string} [evalue]
 * @property {string[]} [traceback]
 *
 * @typedef {object} Cell
 * @property {string} cell_type "code", "markdown" or "raw"
 * @property {string} [id]
 * @property {{ tags?: string[], [key: string]: unknown }} metadata
 * @property {string} source
 * @property {Output[]} [outputs]
 * @property {number | null} [execution_count]
 * @property {{ [name: string]: MimeBundle }} [attachments]
 *
 * @typedef {object} Notebook
 * @property {Cell[]} cells
 * @property {{ [key: string]: unknown }} metadata
 * @property {number} nbformat
 * @property {number} nbformat_minor
 */

/** Whether the values of a MIME type are JSON, not text. @param {string} mime */
export const isJsonMime = (mime) => mime === "application/json" || /^application\/.*\+json$/.test(mime);

/** @param {unknown} text a string or the lines of one */
const joined = (text) => (Array.isArray(text) ? text.join("") : text);

/** @param {MimeBundle} bundle */
const joinedBundle = (bundle) =>
  Object.fromEntries(
    Object.entries(bundle).map(([mime, value]) => [mime, isJsonMime(mime) ? value : joined(value)]),
  );

/** @param {Output} output @returns {Output} */
function joinedOutput(output) {
  if (output.data) return { ...output, data: joinedBundle(output.data) };
  return output.text === undefined ? output : { ...output, text: String(joined(output.text)) };
}

/** @param {Cell} cell @returns {Cell} */
function joinedCell(cell) {
  const whole = { ...cell, metadata: cell.metadata ?? {}, source: String(joined(cell.source ?? "")) };
  if (cell.outputs) whole.outputs = cell.outputs.map(joinedOutput);
  return whole;
}

/**
 * @param {string} text the file's content
 * @param {string} name what to call it in an error
 * @returns {Notebook}
 * @throws {Error} where the text is not a notebook of format 4
 */
export function parseNotebook(text, name) {
  let notebook;
  try {
    notebook = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${name} is not valid JSON (${reason}). Restore it, for example by git restore.`, {
      cause: error,
    });
  }
  if (notebook?.nbformat !== 4 || !Array.isArray(notebook.cells)) {
    throw new Error(
      `${name} has nbformat ${notebook?.nbformat}, wanted 4. Open it in JupyterLab and save it there.`,
    );
  }
  return { ...notebook, metadata: notebook.metadata ?? {}, cells: notebook.cells.map(joinedCell) };
}

/** @param {string} path @returns {Notebook} */
export const readNotebook = (path) => parseNotebook(readFileSync(path, "utf8"), basename(path));

/**
 * @typedef {object} CodeCell a code cell that is not empty
 * @property {Cell} cell
 * @property {number} index its place among all cells, from 0
 * @property {number} number its place among the code cells, from 1: what Jupyter prints in brackets
 */

/** The code cells that a kernel runs, in order. @param {Notebook} notebook @returns {CodeCell[]} */
export const codeCells = (notebook) =>
  notebook.cells
    .map((cell, index) => ({ cell, index }))
    .filter(({ cell }) => cell.cell_type === "code" && cell.source.trim() !== "")
    .map((entry, position) => ({ ...entry, number: position + 1 }));

/** @param {Cell} cell @param {string} tag */
export const hasTag = (cell, tag) => cell.metadata.tags?.includes(tag) ?? false;

/** How messages name a cell: its number and its first line. @param {CodeCell} codeCell */
export const cellName = ({ cell, number }) => `cell [${number}] \`${cell.source.trim().split("\n", 1)[0]}\``;

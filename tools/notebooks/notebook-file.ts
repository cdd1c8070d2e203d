import { readFileSync } from "node:fs";
import { basename } from "node:path";

/** A notebook in memory: nbformat 4.5 with each text in one piece, as nbformat's own reader does it. */
export type MimeBundle = { [mime: string]: unknown };

export interface Output {
  /** "stream", "display_data", "execute_result" or "error" */
  output_type: string;
  /** of a stream: "stdout" or "stderr" */
  name?: string;
  /** of a stream */
  text?: string;
  data?: MimeBundle;
  metadata?: { [key: string]: unknown };
  execution_count?: number | null;
  ename?: string;
  evalue?: string;
  traceback?: string[];
}

export interface Cell {
  /** "code", "markdown" or "raw" */
  cell_type: string;
  id?: string;
  metadata: { tags?: string[]; [key: string]: unknown };
  source: string;
  outputs?: Output[];
  execution_count?: number | null;
  attachments?: { [name: string]: MimeBundle };
}

export interface Notebook {
  cells: Cell[];
  metadata: { [key: string]: unknown };
  nbformat: number;
  nbformat_minor: number;
}

/** Whether the values of a MIME type are JSON, not text. */
export const isJsonMime = (mime: string) =>
  mime === "application/json" || /^application\/.*\+json$/.test(mime);

/** @param text a string or the lines of one */
const joined = (text: unknown): unknown => (Array.isArray(text) ? text.join("") : text);

const joinedBundle = (bundle: MimeBundle) =>
  Object.fromEntries(
    Object.entries(bundle).map(([mime, value]) => [mime, isJsonMime(mime) ? value : joined(value)]),
  );

function joinedOutput(output: Output): Output {
  if (output.data) return { ...output, data: joinedBundle(output.data) };
  return output.text === undefined ? output : { ...output, text: String(joined(output.text)) };
}

function joinedCell(cell: Cell): Cell {
  const whole = { ...cell, metadata: cell.metadata ?? {}, source: String(joined(cell.source ?? "")) };
  if (cell.outputs) whole.outputs = cell.outputs.map(joinedOutput);
  return whole;
}

/**
 * @param text the file's content
 * @param name what to call it in an error
 * @throws Error where the text is not a notebook of format 4
 */
export function parseNotebook(text: string, name: string): Notebook {
  let notebook: Partial<Notebook> | null;
  try {
    notebook = JSON.parse(text) as Partial<Notebook> | null;
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
  const { cells, metadata = {}, nbformat, nbformat_minor = 5 } = notebook;
  return { ...notebook, metadata, cells: cells.map(joinedCell), nbformat, nbformat_minor };
}

export const readNotebook = (path: string): Notebook =>
  parseNotebook(readFileSync(path, "utf8"), basename(path));

/** a code cell that is not empty */
export interface CodeCell {
  cell: Cell;
  /** its place among all cells, from 0 */
  index: number;
  /** its place among the code cells, from 1: what Jupyter prints in brackets */
  number: number;
}

/** The code cells that a kernel runs, in order. */
export const codeCells = (notebook: Notebook): CodeCell[] =>
  notebook.cells
    .map((cell, index) => ({ cell, index }))
    .filter(({ cell }) => cell.cell_type === "code" && cell.source.trim() !== "")
    .map((entry, position) => ({ ...entry, number: position + 1 }));

export const hasTag = (cell: Cell, tag: string) => cell.metadata.tags?.includes(tag) ?? false;

/** How messages name a cell: its number and its first line. */
export const cellName = ({ cell, number }: CodeCell) =>
  `cell [${number}] \`${cell.source.trim().split("\n", 1)[0]}\``;

import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { messageOf } from "../setup/shared/failure.mjs";

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

function joinedOutput(output: Output): Output {
  const { data, text } = output;
  if (!data) return text === undefined ? output : { ...output, text: String(joined(text)) };
  const whole = Object.entries(data).map(([mime, value]) => [mime, isJsonMime(mime) ? value : joined(value)]);
  return { ...output, data: Object.fromEntries(whole) as MimeBundle };
}

function joinedCell({ outputs, metadata = {}, source = "", ...cell }: Cell): Cell {
  const whole = { ...cell, metadata, source: String(joined(source)) };
  return outputs ? { ...whole, outputs: outputs.map(joinedOutput) } : whole;
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
    const message = `${name} is not valid JSON (${messageOf(error)}). Restore it, for example by git restore.`;
    throw new Error(message, { cause: error });
  }
  if (notebook?.nbformat !== 4 || !Array.isArray(notebook.cells)) {
    const found = `${name} has nbformat ${notebook?.nbformat}, wanted 4`;
    throw new Error(`${found}. Open it in JupyterLab and save it there.`);
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

/** Whether a cell proves that a notebook has run to its end, as the last one does. */
export const isFinish = ({ cell }: CodeCell) =>
  /^(?:\/\/[^\n]*\n|\s)*await (?:notebook\.)?finish\(/.test(cell.source);

/** How messages name a cell: its number and its first line. */
export const cellName = ({ cell, number }: CodeCell) =>
  `cell [${number}] \`${cell.source.trim().split("\n", 1)[0]}\``;

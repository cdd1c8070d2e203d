import { basename, dirname, join } from "node:path";
import ts from "typescript";
import { inRoot } from "../setup/shared/paths.mjs";
import { codeCells } from "./notebook-file.mjs";

/** @import { CodeCell, Notebook } from "./notebook-file.mjs" */

/**
 * @typedef {object} NotebookSource a notebook's code cells as one TypeScript file
 * @property {string} name the notebook's file name
 * @property {string} file path of the TypeScript file, which exists in memory only
 * @property {string} text
 * @property {PlacedCell[]} cells
 *
 * @typedef {CodeCell & { start: number, end: number }} PlacedCell with its place in the text
 *
 * @typedef {{ source: NotebookSource, file: ts.SourceFile, checker: ts.TypeChecker }} CheckedNotebook
 *
 * @typedef {object} Finding
 * @property {CodeCell | undefined} cell
 * @property {number} line within the cell, from 1
 * @property {string} message
 */

/** As the kernel compiles cells, but strict. */
const options = /** @type {ts.CompilerOptions} */ ({
  strict: true,
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2022.d.ts"],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Node10,
  esModuleInterop: true,
  resolveJsonModule: true,
  skipLibCheck: true,
  noEmit: true,
  typeRoots: [inRoot("node_modules", "@types")],
  types: ["node"],
});

/**
 * Joins a notebook's code cells into one module. Between two cells stands an empty statement: a line must not
 * go on in the next cell.
 *
 * @param {string} path where the notebook lies; imports are resolved from there
 * @param {Notebook} notebook
 * @returns {NotebookSource}
 */
export function notebookSource(path, notebook) {
  let text = "export {};\n";
  const cells = codeCells(notebook).map((codeCell) => {
    const start = text.length;
    text += codeCell.cell.source;
    const end = text.length;
    text += "\n;\n";
    return { ...codeCell, start, end };
  });
  return { name: basename(path), file: join(dirname(path), `${basename(path)}.ts`), text, cells };
}

/** The cell at a place of the joined text. @param {NotebookSource} source @param {number} position */
export const cellAt = ({ cells }, position) =>
  cells.find(({ start, end }) => position >= start && position <= end);

/**
 * A finding at a node or position of the joined text, told in terms of its cell.
 *
 * @param {CheckedNotebook} notebook
 * @param {number} position
 * @param {string} message
 * @returns {Finding}
 */
export function findingAt({ source, file }, position, message) {
  const cell = cellAt(source, position);
  const line = file.getLineAndCharacterOfPosition(position).line;
  const first = cell ? file.getLineAndCharacterOfPosition(cell.start).line : 0;
  return { cell, line: line - first + 1, message };
}

/**
 * Compiles notebooks together, so that what they import is read once.
 *
 * @param {NotebookSource[]} sources
 */
export function notebookProgram(sources) {
  const host = ts.createCompilerHost(options);
  const texts = new Map(sources.map(({ file, text }) => [file, text]));
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (path) => texts.has(path) || fileExists(path);
  host.readFile = (path) => texts.get(path) ?? readFile(path);
  host.getSourceFile = (path, language, ...rest) => {
    const text = texts.get(path);
    return text === undefined
      ? getSourceFile(path, language, ...rest)
      : ts.createSourceFile(path, text, language, true);
  };
  const program = ts.createProgram([...texts.keys()], options, host);
  const [unusable] = [...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics()];
  if (unusable) throw new Error(ts.flattenDiagnosticMessageText(unusable.messageText, "\n"));
  const checker = program.getTypeChecker();
  /** @type {CheckedNotebook[]} */
  const notebooks = sources.map((source) => {
    const file = program.getSourceFile(source.file);
    if (!file) throw new Error(`${source.name} was not compiled`);
    return { source, file, checker };
  });
  return { program, notebooks };
}

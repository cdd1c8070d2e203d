import { basename, dirname, join } from "node:path";
import ts from "typescript";
import { inRoot } from "../setup/shared/paths.mjs";
import { codeCells } from "./notebook-file.ts";

import type { CodeCell, Notebook } from "./notebook-file.ts";

/** a notebook's code cells as one TypeScript file */
export interface NotebookSource {
  /** the notebook's file name */
  name: string;
  /** path of the TypeScript file, which exists in memory only */
  file: string;
  text: string;
  cells: PlacedCell[];
}

/** with its place in the text */
export type PlacedCell = CodeCell & { start: number; end: number };

export type CheckedNotebook = { source: NotebookSource; file: ts.SourceFile; checker: ts.TypeChecker };

export interface Finding {
  cell: CodeCell | undefined;
  /** within the cell, from 1 */
  line: number;
  message: string;
}

/** As the kernel compiles cells, but strict. */
const options = {
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
} as ts.CompilerOptions;

/**
 * Joins a notebook's code cells into one module. Between two cells stands an empty statement: a line must not
 * go on in the next cell.
 *
 * @param path where the notebook lies; imports are resolved from there
 */
export function notebookSource(path: string, notebook: Notebook): NotebookSource {
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

/** The cell at a place of the joined text. */
export const cellAt = ({ cells }: NotebookSource, position: number) =>
  cells.find(({ start, end }) => position >= start && position <= end);

/** A finding at a node or position of the joined text, told in terms of its cell. */
export function findingAt({ source, file }: CheckedNotebook, position: number, message: string): Finding {
  const cell = cellAt(source, position);
  const line = file.getLineAndCharacterOfPosition(position).line;
  const first = cell ? file.getLineAndCharacterOfPosition(cell.start).line : 0;
  return { cell, line: line - first + 1, message };
}

/** What leads from a top-level statement to the names that it declares. */
const holders = new Set([
  ...[ts.SyntaxKind.VariableStatement, ts.SyntaxKind.VariableDeclarationList],
  ...[ts.SyntaxKind.ObjectBindingPattern, ts.SyntaxKind.ArrayBindingPattern],
  ...[ts.SyntaxKind.ImportDeclaration, ts.SyntaxKind.ImportClause, ts.SyntaxKind.NamedImports],
]);

/** The names that a top-level statement declares. */
export function declaredNames(node: ts.Node): ts.Identifier[] {
  const { name } = node as { name?: ts.Node };
  const names = name && ts.isIdentifier(name) ? [name] : name ? declaredNames(name) : [];
  if (holders.has(node.kind)) ts.forEachChild(node, (child) => void names.push(...declaredNames(child)));
  return names;
}

/** Compiles notebooks together, so that what they import is read once. */
export function notebookProgram(sources: NotebookSource[]) {
  const host = ts.createCompilerHost(options, true);
  const texts = new Map(sources.map(({ file, text }) => [file, text]));
  host.readFile = (path) => texts.get(path) ?? ts.sys.readFile(path);
  const program = ts.createProgram([...texts.keys()], options, host);
  const [unusable] = [...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics()];
  if (unusable) throw new Error(ts.flattenDiagnosticMessageText(unusable.messageText, "\n"));
  const checker = program.getTypeChecker();
  const notebooks: CheckedNotebook[] = sources.map((source) => {
    const file = program.getSourceFile(source.file);
    if (!file) throw new Error(`${source.name} was not compiled`);
    return { source, file, checker };
  });
  return { program, notebooks };
}

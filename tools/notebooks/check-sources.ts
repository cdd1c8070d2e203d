import ts from "typescript";
import { cellName, isFinish } from "./notebook-file.ts";
import { cellAt, declaredNames, findingAt, notebookProgram } from "./notebook-program.ts";
import { libraryFindings } from "./same-as-library.ts";

import type { CheckedNotebook, Finding, NotebookSource, PlacedCell } from "./notebook-program.ts";

/** Lines that a cell should have at most, and that it may have at most. */
const cellLines = { good: 25, limit: 30 };

const lineCount = ({ cell }: PlacedCell) => cell.source.trim().split("\n").length;

const isExported = (statement: ts.Statement) =>
  ts.isExportDeclaration(statement) ||
  ts.isExportAssignment(statement) ||
  (ts.canHaveModifiers(statement) &&
    ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword));

const isImport = (statement: ts.Statement) =>
  ts.isImportDeclaration(statement) || ts.isImportEqualsDeclaration(statement);

const isChangeable = (statement: ts.Statement) =>
  ts.isVariableStatement(statement) && !(statement.declarationList.flags & ts.NodeFlags.Const);

function statementProblem(statement: ts.Statement, inFirstCell: boolean) {
  if (isImport(statement)) return inFirstCell ? undefined : "imports stand in the first code cell";
  if (isExported(statement)) return "the kernel cannot run `export`";
  return isChangeable(statement)
    ? "no top-level `let` or `var`: stock tslab does not see later changes. Use `const`, or a block { … }"
    : undefined;
}

/** The rules for top-level statements: where imports stand, what is not declared, and each name in one cell only. */
function statementFindings(notebook: CheckedNotebook) {
  const { file, source } = notebook;
  const declared = new Map<string, { cell: PlacedCell; imported: boolean }>();
  const findings: Finding[] = [];
  const find = (node: ts.Node, message: string) =>
    findings.push(findingAt(notebook, node.getStart(), message));
  for (const statement of file.statements.filter((each) => !ts.isEmptyStatement(each))) {
    const cell = cellAt(source, statement.getStart());
    if (!cell) continue;
    const problem = statementProblem(statement, cell === source.cells[0]);
    if (problem) find(statement, problem);
    const imported = isImport(statement);
    for (const name of declaredNames(statement)) {
      const before = declared.get(name.text);
      if (!before) declared.set(name.text, { cell, imported });
      else if (before.imported !== imported)
        find(name, `\`${name.text}\` is imported and defined: one of them`);
      else if (before.cell !== cell) {
        const where = `is declared in cell [${before.cell.number}] already`;
        find(name, `\`${name.text}\` ${where}: use another name, or a block { … }`);
      }
    }
  }
  return findings;
}

/** The rules for cells: none is too long, and the last one proves the end. */
function cellFindings({ cells }: NotebookSource): Finding[] {
  const last = cells.at(-1);
  const tooLong = cells
    .filter((cell) => lineCount(cell) > cellLines.limit)
    .map((cell) => {
      const message = `${lineCount(cell)} lines, at most ${cellLines.limit}: one idea per cell`;
      return { cell, line: 1, message };
    });
  if (last && isFinish(last)) return tooLong;
  const message = "the last code cell is not `await notebook.finish([…])`";
  return [...tooLong, { cell: last, line: 1, message }];
}

/** What the compiler says of a name that is declared twice; our rules say it better. */
const redeclared = new Set([2300, 2440, 2451, 2393, 2395]);

const compilerFindings = (notebook: CheckedNotebook, program: ts.Program, known: Finding[]) =>
  [...program.getSyntacticDiagnostics(notebook.file), ...program.getSemanticDiagnostics(notebook.file)]
    // The other declaration of a pair that the rules have named is not worth a second line.
    .filter(({ code }) => !redeclared.has(code) || known.length === 0)
    .map(({ start = 0, messageText }) =>
      findingAt(notebook, start, ts.flattenDiagnosticMessageText(messageText, "\n    ")),
    );

const findingText = ({ cell, line, message }: Finding) =>
  cell
    ? `${cellName(cell)} line ${line}: ${message}\n    ${cell.cell.source.split("\n")[line - 1]?.trim()}`
    : message;

const inOrder = (a: Finding, b: Finding) => (a.cell?.number ?? 0) - (b.cell?.number ?? 0) || a.line - b.line;

/** of one notebook; notes do not fail */
export type SourceCheck = { name: string; findings: string[]; notes: string[] };

/**
 * Checks the code of notebooks without running it: as strict TypeScript, by the rules of this project, and against the
 * library where a cell says that it shows it.
 *
 * @param sources as `notebookSource` makes them
 * @param options library: folder of the library's sources; default: lib/src
 */
export function checkSources(
  sources: NotebookSource[],
  { library }: { library?: string } = {},
): SourceCheck[] {
  const { program, notebooks } = notebookProgram(sources);
  return notebooks.map((notebook) => {
    const { name, cells } = notebook.source;
    const rules = [...statementFindings(notebook), ...cellFindings(notebook.source)];
    const findings = [
      ...rules,
      ...compilerFindings(notebook, program, rules),
      ...libraryFindings(notebook.source, library),
    ];
    const notes = cells
      .filter((cell) => lineCount(cell) > cellLines.good && lineCount(cell) <= cellLines.limit)
      .map((cell) => `${cellName(cell)} has ${lineCount(cell)} lines, better at most ${cellLines.good}`);
    return { name, findings: findings.sort(inOrder).map(findingText), notes };
  });
}

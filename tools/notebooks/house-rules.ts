import ts from "typescript";
import { cellAt, findingAt } from "./notebook-program.ts";

import type { CheckedNotebook, Finding, PlacedCell } from "./notebook-program.ts";

/** Lines that a cell should have at most, and that it may have at most. */
export const cellLines = { good: 25, limit: 30 };

const namesIn = (name: ts.BindingName): ts.Identifier[] =>
  ts.isIdentifier(name)
    ? [name]
    : name.elements.flatMap((element) => (ts.isBindingElement(element) ? namesIn(element.name) : []));

function importedNames({ importClause }: ts.ImportDeclaration): ts.Identifier[] {
  const named = importClause?.namedBindings;
  const more = named && (ts.isNamespaceImport(named) ? [named.name] : named.elements.map(({ name }) => name));
  return [...(importClause?.name ? [importClause.name] : []), ...(more ?? [])];
}

/** The names that a top-level statement declares. */
export function declaredNames(statement: ts.Statement): ts.Identifier[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) => namesIn(name));
  }
  if (ts.isImportDeclaration(statement)) return importedNames(statement);
  const { name } = statement as unknown as { name?: ts.Node };
  return name && ts.isIdentifier(name) ? [name] : [];
}

const isExported = (statement: ts.Statement) =>
  ts.isExportDeclaration(statement) ||
  ts.isExportAssignment(statement) ||
  (ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false));

const isImport = (statement: ts.Statement) =>
  ts.isImportDeclaration(statement) || ts.isImportEqualsDeclaration(statement);

function statementProblems(statement: ts.Statement, inFirstCell: boolean): string[] {
  if (isImport(statement)) return inFirstCell ? [] : ["imports stand in the first code cell"];
  if (isExported(statement)) return ["the kernel cannot run `export`"];
  const changeable =
    ts.isVariableStatement(statement) && !(statement.declarationList.flags & ts.NodeFlags.Const);
  return changeable
    ? ["no top-level `let` or `var`: stock tslab does not see later changes. Use `const`, or a block { … }"]
    : [];
}

function statementFindings(notebook: CheckedNotebook) {
  const [first] = notebook.source.cells;
  return placedStatements(notebook).flatMap(({ statement, cell }) =>
    statementProblems(statement, cell === first).map((message) =>
      findingAt(notebook, statement.getStart(), message),
    ),
  );
}

function placedStatements({ file, source }: CheckedNotebook) {
  return file.statements.flatMap((statement) => {
    const cell = cellAt(source, statement.getStart());
    return cell && !ts.isEmptyStatement(statement) ? [{ statement, cell }] : [];
  });
}

/** Each top-level name is declared in one cell, and none that is imported. */
function nameFindings(notebook: CheckedNotebook) {
  const declared = new Map<string, { cell: PlacedCell; imported: boolean }>();
  const findings: Finding[] = [];
  for (const { statement, cell } of placedStatements(notebook)) {
    for (const name of declaredNames(statement)) {
      const before = declared.get(name.text);
      if (!before) declared.set(name.text, { cell, imported: isImport(statement) });
      else if (before.imported !== isImport(statement)) {
        findings.push(
          findingAt(notebook, name.getStart(), `\`${name.text}\` is imported and defined: one of them`),
        );
      } else if (before.cell !== cell) {
        const message = `\`${name.text}\` is declared in cell [${before.cell.number}] already: another name, or a block { … }`;
        findings.push(findingAt(notebook, name.getStart(), message));
      }
    }
  }
  return findings;
}

export const lineCount = ({ cell }: PlacedCell) => cell.source.trim().split("\n").length;

/** The rules of this project for notebooks that a compiler does not know. */
export function houseRuleFindings(notebook: CheckedNotebook): Finding[] {
  const tooLong = notebook.source.cells
    .filter((cell) => lineCount(cell) > cellLines.limit)
    .map((cell) => ({
      cell,
      line: 1,
      message: `${lineCount(cell)} lines, at most ${cellLines.limit}: one idea a cell`,
    }));
  return [...statementFindings(notebook), ...nameFindings(notebook), ...tooLong];
}

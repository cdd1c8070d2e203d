import ts from "typescript";
import { cellLines, houseRuleFindings, lineCount } from "./house-rules.ts";
import { cellName } from "./notebook-file.ts";
import { findingAt, notebookProgram } from "./notebook-program.ts";
import { libraryFindings } from "./same-as-library.ts";

import type { CheckedNotebook, Finding, NotebookSource } from "./notebook-program.ts";

/** What the compiler says of a name that is declared twice; the house rules say it better. */
const redeclared = new Set([2300, 2440, 2451, 2393, 2395]);

/** of one notebook; notes do not fail */
export type SourceCheck = { name: string; findings: string[]; notes: string[] };

const findingText = ({ cell, line, message }: Finding) =>
  cell
    ? `${cellName(cell)} line ${line}: ${message}\n    ${cell.cell.source.split("\n")[line - 1]?.trim()}`
    : message;

const inOrder = (a: Finding, b: Finding) => (a.cell?.number ?? 0) - (b.cell?.number ?? 0) || a.line - b.line;

function compilerFindings(notebook: CheckedNotebook, program: ts.Program, known: Finding[]) {
  const { file } = notebook;
  return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].flatMap(
    (diagnostic) => {
      const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n    ");
      const finding = findingAt(notebook, diagnostic.start ?? 0, message);
      // The other declaration of a pair that the house rules have named is not worth a second line.
      return redeclared.has(diagnostic.code) && known.length > 0 ? [] : [finding];
    },
  );
}

/** Whether the last cell is the one that proves the end. */
function lastCellFindings({ cells }: NotebookSource): Finding[] {
  const last = cells.at(-1);
  if (last && /^(?:\/\/[^\n]*\n|\s)*await (?:notebook\.)?finish\(/.test(last.cell.source)) return [];
  return [{ cell: last, line: 1, message: "the last code cell is not `await notebook.finish([…])`" }];
}

/**
 * Checks the code of notebooks without running it: as strict TypeScript, by the house rules, and against the
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
    const { source } = notebook;
    const rules = houseRuleFindings(notebook);
    const findings = [
      ...rules,
      ...compilerFindings(notebook, program, rules),
      ...libraryFindings(source, library),
      ...lastCellFindings(source),
    ];
    const long = source.cells.filter(
      (cell) => lineCount(cell) > cellLines.good && lineCount(cell) <= cellLines.limit,
    );
    return {
      name: source.name,
      findings: findings.sort(inOrder).map(findingText),
      notes: long.map(
        (cell) => `${cellName(cell)} has ${lineCount(cell)} lines, better at most ${cellLines.good}`,
      ),
    };
  });
}

import ts from "typescript";
import { cellLines, houseRuleFindings, lineCount } from "./house-rules.mjs";
import { cellName } from "./notebook-file.mjs";
import { findingAt, notebookProgram } from "./notebook-program.mjs";
import { libraryFindings } from "./same-as-library.mjs";

/** @import { CheckedNotebook, Finding, NotebookSource } from "./notebook-program.mjs" */

/** What the compiler says of a name that is declared twice; the house rules say it better. */
const redeclared = new Set([2300, 2440, 2451, 2393, 2395]);

/** @typedef {{ name: string, findings: string[], notes: string[] }} SourceCheck of one notebook; notes do not fail */

/** @param {Finding} finding */
const findingText = ({ cell, line, message }) =>
  cell
    ? `${cellName(cell)} line ${line}: ${message}\n    ${cell.cell.source.split("\n")[line - 1]?.trim()}`
    : message;

/** @param {Finding} a @param {Finding} b */
const inOrder = (a, b) => (a.cell?.number ?? 0) - (b.cell?.number ?? 0) || a.line - b.line;

/** @param {CheckedNotebook} notebook @param {ts.Program} program @param {Finding[]} known */
function compilerFindings(notebook, program, known) {
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

/** Whether the last cell is the one that proves the end. @param {NotebookSource} source @returns {Finding[]} */
function lastCellFindings({ cells }) {
  const last = cells.at(-1);
  if (last && /^(?:\/\/[^\n]*\n|\s)*await finish\(/.test(last.cell.source)) return [];
  return [{ cell: last, line: 1, message: "the last code cell is not `await finish([…])`" }];
}

/**
 * Checks the code of notebooks without running it: as strict TypeScript, by the house rules, and against the
 * library where a cell says that it shows it.
 *
 * @param {NotebookSource[]} sources as `notebookSource` makes them
 * @param {{ library?: string }} [options] library: folder of the library's sources; default: lib/src
 * @returns {SourceCheck[]}
 */
export function checkSources(sources, { library } = {}) {
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

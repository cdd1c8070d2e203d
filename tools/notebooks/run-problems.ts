import { cellName, codeCells, hasTag } from "./notebook-file.ts";

import type { Execution, Reply } from "./execute.ts";
import type { CodeCell } from "./notebook-file.ts";

/** What nbconvert itself writes, and Node's deprecation warnings: they go to the terminal, not to a reader. */
const usual = [
  /^\[NbConvertApp\] (Converting|Writing) /,
  /^\(node:\d+\) .*DeprecationWarning/,
  /^\(Use `node --trace-/,
  /^\s*$/,
];

/** Lines of a stack that lie in the kernel. */
const inKernel = /^\s+at .*(?:\(node:|tslab[\\/]dist[\\/]|at node:)/;

/** What a failed cell sent, with the lines of its source that a compile error such as "2:7 - …" speaks of. */
function errorText({ cell }: CodeCell) {
  const text = (cell.outputs ?? []).map(({ output_type, name, text, ename, evalue, traceback = [] }) => {
    if (output_type === "error") return traceback.join("\n") || `${ename}: ${evalue}`;
    return name === "stderr" ? text : "";
  });
  const lines = cell.source.split("\n");
  return text
    .join("")
    .replace(/\x1b\[[\d;]*m/g, "") // oxlint-disable-line no-control-regex -- colours
    .trimEnd()
    .split("\n")
    .filter((line) => !inKernel.test(line))
    .flatMap((line) => {
      const source = lines[Number(/^(\d+):\d+ - /.exec(line)?.[1]) - 1];
      return source === undefined ? [line] : [line, `    ${source.trim()}`];
    })
    .join("\n");
}

/** What an answer other than "ok" and "error" means. */
const unanswered: { [status: string]: string } = {
  abort: "was aborted: the kernel skips what follows an error",
  running: "did not end: the kernel died or the cell took too long",
  none: "did not run",
};

function cellProblems(codeCell: CodeCell, { status, late = [] }: Reply = { status: "none" }) {
  const expectsError = hasTag(codeCell.cell, "raises-exception");
  const problems = late.map(
    (text) => `wrote after it had ended (an unawaited promise or a timer): ${text.trimEnd()}`,
  );
  if (status === "error" && !expectsError) problems.unshift(`failed\n${errorText(codeCell)}`);
  if (status === "ok" && expectsError) problems.unshift("is tagged raises-exception and raised none");
  if (unanswered[status]) problems.unshift(unanswered[status]);
  return problems.map((problem) => `${cellName(codeCell)} ${problem}`);
}

/**
 * What went wrong in a run that nbconvert may have let through: cells that failed, were aborted or not
 * reached, output that came too late, text that the kernel wrote past Jupyter.
 */
export function runProblems({ notebook, replies, exitCode, log }: Execution): string[] {
  const foreign = log.split("\n").filter((line) => !usual.some((pattern) => pattern.test(line)));
  if (!notebook) return [`nbconvert did not run it (exit code ${exitCode})\n${foreign.join("\n")}`];
  const cells = codeCells(notebook);
  const problems = cells.flatMap((codeCell) => cellProblems(codeCell, replies.get(codeCell.index)));
  const unreached = problems.findIndex((problem) => problem.endsWith("did not run"));
  if (unreached > 0) problems.length = unreached; // what came before says why
  if (exitCode === 0 && foreign.length > 0) {
    problems.push(`the kernel wrote past Jupyter, to the terminal:\n${foreign.join("\n")}`);
  }
  if (exitCode !== 0 && problems.length === 0) {
    problems.push(`nbconvert ended with exit code ${exitCode}\n${foreign.join("\n")}`);
  }
  return problems;
}

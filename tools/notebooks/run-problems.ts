import { cellName, codeCells, hasTag } from "./notebook-file.ts";

import type { Execution } from "./execute.ts";
import type { CodeCell } from "./notebook-file.ts";
import type { Reply } from "./replies.ts";

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
  const text = (cell.outputs ?? []).map((output) => {
    if (output.output_type === "error") {
      return output.traceback?.length ? output.traceback.join("\n") : `${output.ename}: ${output.evalue}`;
    }
    return output.name === "stderr" ? output.text : "";
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

function cellProblems(codeCell: CodeCell, reply: Reply | undefined) {
  const name = cellName(codeCell);
  const expectsError = hasTag(codeCell.cell, "raises-exception");
  const late = (reply?.late ?? []).map(
    (text) => `${name} wrote after it had ended (an unawaited promise or a timer): ${text.trimEnd()}`,
  );
  const status = reply?.status ?? "none";
  if (status === "abort") return [`${name} was aborted: the kernel skips what follows an error`, ...late];
  if (status === "running")
    return [`${name} did not end: the kernel died or the cell took too long`, ...late];
  if (status === "error" && !expectsError) return [`${name} failed\n${errorText(codeCell)}`, ...late];
  if (status === "none") return [`${name} did not run`, ...late];
  if (status === "ok" && expectsError) return [`${name} is tagged raises-exception and raised none`, ...late];
  return late;
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

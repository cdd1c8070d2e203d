import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { paths } from "../setup/shared/paths.mjs";
import { writeAtomically } from "../setup/shared/write-atomically.mjs";
import { notebookText } from "./canonical-text.mjs";
import { differences, differenceText, merged } from "./compare.mjs";
import { execute } from "./execute.mjs";
import { solutionVerdicts, withoutSolutions, withSolutions } from "./exercises.mjs";
import { parseNotebook } from "./notebook-file.mjs";
import { outputProblems } from "./output-problems.mjs";
import { runProblems } from "./run-problems.mjs";

/** @import { Execution, ExecuteOptions } from "./execute.mjs" */
/** @import { Notebook } from "./notebook-file.mjs" */

/**
 * @typedef {object} NotebookResult
 * @property {string} name the file's name
 * @property {number} seconds
 * @property {string[]} problems of the execution; empty where it can be trusted
 * @property {string[]} differences from the committed outputs; always empty where they are replaced
 * @property {ReturnType<typeof solutionVerdicts>} solutions what each exercise's solution came to; empty unless checked
 * @property {boolean} written whether the file was changed
 * @property {string} [copy] where the executed notebook was put instead
 *
 * @typedef {object} OwnOptions
 * @property {boolean} [check] compare with the committed outputs, try the solutions of the exercises, never write
 * @property {string} [copies] folder for executed copies; default: .setup/executed
 * @property {typeof execute} [run] what executes it
 *
 * @typedef {Omit<ExecuteOptions, "directory"> & OwnOptions} RunOptions
 */

/** @param {string} text */
const bytes = (text) => Buffer.byteLength(text);

/** What is wrong with a run and with what it shows. @param {Notebook} before @param {Execution} execution */
function problemsOf(before, execution) {
  const problems = runProblems(execution);
  const { notebook, exitCode } = execution;
  if (!notebook || exitCode !== 0) return problems; // what an unfinished run shows says nothing more
  const executed = withoutSolutions(notebook);
  return [...problems, ...outputProblems(executed, bytes(notebookText(merged(before, executed))))];
}

/** What is wrong with the committed notebook, a trusted run beside it. @param {Notebook} before @param {string} text its file @param {Notebook} executed */
const shortcomings = (before, text, executed) => [
  ...outputProblems(before, bytes(text)).map((problem) => `as committed, ${problem}`),
  ...differences(before, executed).map(differenceText),
];

/**
 * Executes a notebook and demands that the run can be trusted. Then its outputs are compared with the committed
 * ones and every exercise is solved, in the same kernel (`check`), or its outputs take the place of the committed
 * ones. A notebook whose run failed, or that was edited meanwhile, is left as it is; the executed copy lies beside
 * the set-up's logs.
 *
 * @param {string} path
 * @param {RunOptions} [options]
 * @returns {Promise<NotebookResult>}
 */
export async function runNotebook(path, options = {}) {
  const { check = false, copies = join(paths.state, "executed"), run = execute, ...executeOptions } = options;
  const name = basename(path);
  const text = readFileSync(path, "utf8");
  const before = parseNotebook(text, name);
  const execution = await run(check ? withSolutions(before) : before, {
    ...executeOptions,
    directory: dirname(path),
  });
  const { notebook: executed, seconds } = execution;
  const problems = problemsOf(before, execution);
  /** @type {NotebookResult} */
  const result = { name, seconds, problems, differences: [], solutions: [], written: false };

  if (executed && problems.length === 0 && check) {
    result.differences = shortcomings(before, text, withoutSolutions(executed));
    result.solutions = solutionVerdicts(executed);
  } else if (executed && problems.length === 0) {
    const stored = notebookText(merged(before, executed));
    if (stored === text) return result;
    if (readFileSync(path, "utf8") === text) {
      writeAtomically(path, stored);
      return { ...result, written: true };
    }
    problems.push("it was edited while it ran, so it was left as it is");
  }
  if (!executed || isGood(result)) return result;
  const copy = join(copies, name);
  writeAtomically(copy, notebookText(executed));
  return { ...result, copy };
}

/** Whether nothing is wrong with a notebook. @param {NotebookResult} result */
export const isGood = ({ problems, differences, solutions }) =>
  problems.length === 0 && differences.length === 0 && solutions.every(({ right }) => right);

import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { paths } from "../shared/paths.mjs";
import { writeAtomically } from "../shared/write-atomically.mjs";
import { notebookText } from "./canonical-text.mjs";
import { differences, differenceText, merged } from "./compare.mjs";
import { execute } from "./execute.mjs";
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
 * @property {boolean} written whether the file was changed
 * @property {string} [copy] where the executed notebook was put instead
 *
 * @typedef {object} OwnOptions
 * @property {boolean} [check] compare with the committed outputs and never write
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
  const { notebook: executed, exitCode } = execution;
  if (!executed || exitCode !== 0) return problems; // what an unfinished run shows says nothing more
  return [...problems, ...outputProblems(executed, bytes(notebookText(merged(before, executed))))];
}

/** What is wrong with the committed notebook, a trusted run beside it. @param {Notebook} before @param {string} text its file @param {Notebook} executed */
const shortcomings = (before, text, executed) => [
  ...outputProblems(before, bytes(text)).map((problem) => `as committed, ${problem}`),
  ...differences(before, executed).map(differenceText),
];

/**
 * Executes a notebook and demands that the run can be trusted. Then its outputs are compared with the
 * committed ones (`check`) or take their place. A notebook whose run failed, or that was edited meanwhile, is
 * left as it is; the executed copy lies beside the set-up's logs.
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
  const execution = await run(before, { ...executeOptions, directory: dirname(path) });
  const { notebook: executed, seconds } = execution;
  const problems = problemsOf(before, execution);
  const trusted = executed && problems.length === 0;
  const different = trusted && check ? shortcomings(before, text, executed) : [];
  const result = { name, seconds, problems, differences: different, written: false };

  if (trusted && !check) {
    const stored = notebookText(merged(before, executed));
    if (stored === text) return result;
    if (readFileSync(path, "utf8") === text) {
      writeAtomically(path, stored);
      return { ...result, written: true };
    }
    problems.push("it was edited while it ran, so it was left as it is");
  }
  if (!executed || (problems.length === 0 && different.length === 0)) return result;
  const copy = join(copies, name);
  writeAtomically(copy, notebookText(executed));
  return { ...result, copy };
}

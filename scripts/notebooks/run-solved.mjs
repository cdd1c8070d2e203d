import { basename, dirname, join } from "node:path";
import { paths } from "../shared/paths.mjs";
import { writeAtomically } from "../shared/write-atomically.mjs";
import { notebookText } from "./canonical-text.mjs";
import { execute } from "./execute.mjs";
import { solvedNotebook, verdictProblems } from "./exercises.mjs";
import { readNotebook } from "./notebook-file.mjs";
import { runProblems } from "./run-problems.mjs";

/** @import { ExecuteOptions } from "./execute.mjs" */
/** @import { NotebookResult } from "./run-notebook.mjs" */

/**
 * Executes a notebook with the solutions of its exercises put in place of the answers, and demands that every
 * check says right. The file is left as it is.
 *
 * @param {string} path
 * @param {Omit<ExecuteOptions, "directory"> & { run?: typeof execute, copies?: string }} [options]
 * @returns {Promise<NotebookResult>}
 */
export async function runSolved(
  path,
  { run = execute, copies = join(paths.state, "solved"), ...options } = {},
) {
  const name = basename(path);
  const execution = await run(solvedNotebook(readNotebook(path)), { ...options, directory: dirname(path) });
  const { notebook: executed, seconds } = execution;
  const problems = runProblems(execution);
  if (executed && problems.length === 0) problems.push(...verdictProblems(executed, "✓"));
  const result = { name, seconds, problems, differences: [], written: false };
  if (!executed || problems.length === 0) return result;
  const copy = join(copies, name);
  writeAtomically(copy, notebookText(executed));
  return { ...result, copy };
}

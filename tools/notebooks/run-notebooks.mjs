import { basename, relative } from "node:path";
import { root } from "../setup/shared/paths.mjs";
import { inParallel, notebooksAtOnce } from "./in-parallel.mjs";
import { solutionProblems } from "./exercises.mjs";
import { codeCells, readNotebook } from "./notebook-file.mjs";
import { isGood, runNotebook } from "./run-notebook.mjs";

/** @import { Progress } from "../setup/shared/progress.mjs" */
/** @import { NotebookResult, RunOptions } from "./run-notebook.mjs" */
/** @import { Replies } from "./replies.mjs" */

/** @param {Replies} replies */
const ended = (replies) => [...replies.values()].filter(({ status }) => status !== "running").length;

/** @param {number} count @param {string} noun */
const counted = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** @param {NotebookResult} result @param {boolean} check */
function outcome({ problems, differences, solutions, written }, check) {
  const wrong = solutions.filter(({ right }) => !right).length;
  if (problems.length > 0) return counted(problems.length, "problem");
  if (differences.length > 0) return `${counted(differences.length, "cell")} with other output`;
  if (wrong > 0) return `${counted(wrong, "solution")} not judged right`;
  if (check) return `as committed, ${counted(solutions.length, "exercise")} solved`;
  return written ? "outputs written" : "nothing changed";
}

/**
 * Runs notebooks side by side, each with a progress line.
 *
 * @param {string[]} files their paths
 * @param {Progress} progress
 * @param {RunOptions & { atOnce?: number }} [options]
 * @returns {Promise<NotebookResult[]>}
 */
export function runNotebooks(files, progress, { atOnce = notebooksAtOnce(), ...options } = {}) {
  return inParallel(files, atOnce, async (file) => {
    const line = progress.start(basename(file));
    try {
      const cells = codeCells(readNotebook(file)).length;
      const onProgress = (/** @type {Replies} */ replies) =>
        line.detail(`${Math.min(ended(replies), cells)} of ${cells} cells`);
      const result = await runNotebook(file, { ...options, onProgress });
      line[isGood(result) ? "done" : "failed"](outcome(result, options.check ?? false));
      return result;
    } catch (error) {
      line.failed();
      throw error;
    }
  });
}

/**
 * What to print of a result that is not good; empty where it is.
 *
 * @param {NotebookResult} result
 */
export function resultText({ name, problems, differences, solutions, copy }) {
  const findings = [...problems, ...differences, ...solutionProblems(solutions)].map(
    (finding) => `  ✗ ${finding.replaceAll("\n", "\n    ")}`,
  );
  if (findings.length === 0) return "";
  const where = copy ? [`  The executed notebook: ${relative(root, copy)}`] : [];
  const cure =
    differences.length > 0
      ? ["  Where the new output is right: npm run notebooks, then look at the change and commit it."]
      : [];
  return [name, ...findings, ...where, ...cure].join("\n");
}

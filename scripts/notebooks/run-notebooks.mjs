import { basename, relative } from "node:path";
import { root } from "../shared/paths.mjs";
import { inParallel, notebooksAtOnce } from "./in-parallel.mjs";
import { codeCells, readNotebook } from "./notebook-file.mjs";
import { runNotebook } from "./run-notebook.mjs";
import { runSolved } from "./run-solved.mjs";

/** @import { Progress } from "../shared/progress.mjs" */
/** @import { NotebookResult, RunOptions } from "./run-notebook.mjs" */
/** @import { Replies } from "./replies.mjs" */

/** @param {Replies} replies */
const ended = (replies) => [...replies.values()].filter(({ status }) => status !== "running").length;

/** @param {NotebookResult} result @param {{ check?: boolean, solved?: boolean }} options */
function outcome({ problems, differences, written }, { check, solved }) {
  if (problems.length > 0) return `${problems.length} problem${problems.length > 1 ? "s" : ""}`;
  if (differences.length > 0) return `${differences.length} cell${differences.length > 1 ? "s" : ""} differ`;
  if (solved) return "all exercises right";
  if (check) return "as committed";
  return written ? "outputs written" : "nothing changed";
}

/**
 * Runs notebooks side by side, each with a progress line.
 *
 * @param {string[]} files their paths
 * @param {Progress} progress
 * @param {RunOptions & { atOnce?: number, solved?: boolean }} [options] solved: with the solutions in the place of
 *   the answers, changing nothing
 * @returns {Promise<NotebookResult[]>}
 */
export function runNotebooks(
  files,
  progress,
  { atOnce = notebooksAtOnce(), solved = false, ...options } = {},
) {
  return inParallel(files, atOnce, async (file) => {
    const line = progress.start(solved ? `${basename(file)}, solved` : basename(file));
    try {
      const cells = codeCells(readNotebook(file)).length;
      const onProgress = (/** @type {Replies} */ replies) =>
        line.detail(`${ended(replies)} of ${cells} cells`);
      const result = await (solved ? runSolved : runNotebook)(file, { ...options, onProgress });
      const good = result.problems.length === 0 && result.differences.length === 0;
      line[good ? "done" : "failed"](outcome(result, { check: options.check, solved }));
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
export function resultText({ name, problems, differences, copy }) {
  const findings = [...problems, ...differences].map(
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

import { basename, relative } from "node:path";
import { root } from "../shared/paths.mjs";
import { inParallel, notebooksAtOnce } from "./in-parallel.mjs";
import { codeCells, readNotebook } from "./notebook-file.mjs";
import { runNotebook } from "./run-notebook.mjs";

/** @import { Progress } from "../shared/progress.mjs" */
/** @import { NotebookResult, RunOptions } from "./run-notebook.mjs" */
/** @import { Replies } from "./replies.mjs" */

/** @param {Replies} replies */
const ended = (replies) => [...replies.values()].filter(({ status }) => status !== "running").length;

/** @param {NotebookResult} result @param {boolean} check */
function outcome({ problems, differences, written }, check) {
  if (problems.length > 0) return `${problems.length} problem${problems.length > 1 ? "s" : ""}`;
  if (differences.length > 0) return `${differences.length} cell${differences.length > 1 ? "s" : ""} differ`;
  if (check) return "as committed";
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
        line.detail(`${ended(replies)} of ${cells} cells`);
      const result = await runNotebook(file, { ...options, onProgress });
      const good = result.problems.length === 0 && result.differences.length === 0;
      line[good ? "done" : "failed"](outcome(result, options.check ?? false));
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

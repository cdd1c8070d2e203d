import { basename, relative } from "node:path";
import { root } from "../setup/shared/paths.mjs";
import { inParallel, notebooksAtOnce } from "./in-parallel.ts";
import { solutionProblems } from "./exercises.ts";
import { codeCells, readNotebook } from "./notebook-file.ts";
import { isGood, runNotebook } from "./run-notebook.ts";

import type { Progress } from "../setup/shared/progress.mjs";
import type { NotebookResult, RunOptions } from "./run-notebook.ts";
import type { Replies } from "./replies.ts";

const ended = (replies: Replies) => [...replies.values()].filter(({ status }) => status !== "running").length;

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;

function outcome({ problems, differences, solutions, written }: NotebookResult, check: boolean) {
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
 * @param files their paths
 */
export function runNotebooks(
  files: string[],
  progress: Progress,
  { atOnce = notebooksAtOnce(), ...options }: RunOptions & { atOnce?: number } = {},
): Promise<NotebookResult[]> {
  return inParallel(files, atOnce, async (file) => {
    const line = progress.start(basename(file));
    try {
      const cells = codeCells(readNotebook(file)).length;
      const onProgress = (replies: Replies) =>
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

/** What to print of a result that is not good; empty where it is. */
export function resultText({ name, problems, differences, solutions, copy }: NotebookResult) {
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

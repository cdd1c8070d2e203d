import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { paths } from "../setup/shared/paths.mjs";
import { writeAtomically } from "../setup/shared/files.mjs";
import { notebookText } from "./canonical-text.ts";
import { differences, differenceText, merged } from "./compare.ts";
import { execute } from "./execute.ts";
import { solutionVerdicts, withoutSolutions, withSolutions } from "./exercises.ts";
import { parseNotebook } from "./notebook-file.ts";
import { outputProblems } from "./output-problems.ts";
import { runProblems } from "./run-problems.ts";

import type { Execution, ExecuteOptions } from "./execute.ts";
import type { Notebook } from "./notebook-file.ts";

export interface NotebookResult {
  /** the file's name */
  name: string;
  seconds: number;
  /** of the execution; empty where it can be trusted */
  problems: string[];
  /** from the committed outputs; always empty where they are replaced */
  differences: string[];
  /** what each exercise's solution came to; empty unless checked */
  solutions: ReturnType<typeof solutionVerdicts>;
  /** whether the file was changed */
  written: boolean;
  /** where the executed notebook was put instead */
  copy?: string;
}

interface OwnOptions {
  /** compare with the committed outputs, try the solutions of the exercises, never write */
  check?: boolean;
  /** folder for executed copies; default: .setup/executed */
  copies?: string;
  /** what executes it */
  run?: typeof execute;
}

export type RunOptions = Omit<ExecuteOptions, "directory"> & OwnOptions;

const bytes = (text: string) => Buffer.byteLength(text);

/** What is wrong with a run and with what it shows. */
function problemsOf(before: Notebook, execution: Execution) {
  const problems = runProblems(execution);
  const { notebook, exitCode } = execution;
  if (!notebook || exitCode !== 0) return problems; // what an unfinished run shows says nothing more
  const executed = withoutSolutions(notebook);
  return [...problems, ...outputProblems(executed, bytes(notebookText(merged(before, executed))))];
}

/**
 * What is wrong with the committed notebook, a trusted run beside it.
 *
 * @param text its file
 */
const shortcomings = (before: Notebook, text: string, executed: Notebook) => [
  ...outputProblems(before, bytes(text)).map((problem) => `as committed, ${problem}`),
  ...differences(before, executed).map(differenceText),
];

/**
 * Executes a notebook and demands that the run can be trusted. Then its outputs are compared with the committed
 * ones and every exercise is solved, in the same kernel (`check`), or its outputs take the place of the committed
 * ones. A notebook whose run failed, or that was edited meanwhile, is left as it is; the executed copy lies beside
 * the set-up's logs.
 */
export async function runNotebook(path: string, options: RunOptions = {}): Promise<NotebookResult> {
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
  const result: NotebookResult = { name, seconds, problems, differences: [], solutions: [], written: false };

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

/** Whether nothing is wrong with a notebook. */
export const isGood = ({ problems, differences, solutions }: NotebookResult) =>
  problems.length === 0 && differences.length === 0 && solutions.every(({ right }) => right);

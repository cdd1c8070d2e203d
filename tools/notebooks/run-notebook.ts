import { readFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { writeAtomically } from "../setup/shared/files.mjs";
import { paths, root } from "../setup/shared/paths.mjs";
import { notebookText } from "./canonical-text.ts";
import { differences, differenceText, merged } from "./compare.ts";
import { execute, type ExecuteOptions } from "./execute.ts";
import { solutionProblems, solutionVerdicts, withoutSolutions, withSolutions } from "./exercises.ts";
import { parseNotebook } from "./notebook-file.ts";
import { outputProblems } from "./output-problems.ts";
import { runProblems } from "./run-problems.ts";

export interface NotebookResult {
  /** the file's name */
  name: string;
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
  const given = check ? withSolutions(before) : before;
  const execution = await run(given, { ...executeOptions, directory: dirname(path) });
  const problems = runProblems(execution);
  const result: NotebookResult = { name, problems, differences: [], solutions: [], written: false };
  const { notebook } = execution;
  if (!notebook) return result;

  const executed = withoutSolutions(notebook);
  const stored = notebookText(merged(before, executed));
  // What an unfinished run shows says nothing more.
  if (execution.exitCode === 0) problems.push(...outputProblems(executed, Buffer.byteLength(stored)));
  if (check && problems.length === 0) {
    const asCommitted = outputProblems(before, Buffer.byteLength(text));
    result.differences = [
      ...asCommitted.map((problem) => `as committed, ${problem}`),
      ...differences(before, executed).map(differenceText),
    ];
    result.solutions = solutionVerdicts(notebook);
  } else if (!check && problems.length === 0) {
    if (stored === text) return result;
    if (readFileSync(path, "utf8") === text) {
      writeAtomically(path, stored);
      return { ...result, written: true };
    }
    problems.push("it was edited while it ran, so it was left as it is");
  }
  if (findingsOf(result).length === 0) return result;
  const copy = join(copies, name);
  writeAtomically(copy, notebookText(notebook));
  return { ...result, copy };
}

/** All that is wrong with a notebook. */
export const findingsOf = ({ problems, differences, solutions }: NotebookResult) => [
  ...[...problems, ...differences],
  ...solutionProblems(solutions),
];

/** What to print of a result that is not good; empty where it is. */
export function resultText(result: NotebookResult) {
  const findings = findingsOf(result).map((finding) => `  ✗ ${finding.replaceAll("\n", "\n    ")}`);
  if (findings.length === 0) return "";
  if (result.copy) findings.push(`  The executed notebook: ${relative(root, result.copy)}`);
  if (result.differences.length > 0) {
    findings.push("  If the new output is right: npm run notebooks, then look at the change and commit it.");
  }
  return [result.name, ...findings].join("\n");
}

import { basename } from "node:path";
import { withKernelSpec } from "../kernel/temporary-spec.ts";
import { interruptible } from "../setup/interruption.mjs";
import { Failure } from "../setup/shared/failure.mjs";
import { parseOptions, wholeNumber } from "../setup/shared/parse-options.mjs";
import { root } from "../setup/shared/paths.mjs";
import { Progress } from "../setup/shared/progress.mjs";
import { findNotebooks } from "./find-notebooks.ts";
import { inParallel, notebooksAtOnce } from "./in-parallel.ts";
import { codeCells, readNotebook } from "./notebook-file.ts";
import { findingsOf, resultText, runNotebook } from "./run-notebook.ts";

import type { Replies } from "./execute.ts";
import type { NotebookResult, RunOptions } from "./run-notebook.ts";

const help = `Executes notebooks from top to bottom and stores their outputs.

  npm run notebooks [-- [options] [names…]]

Without names, all notebooks in notebooks/ are executed. A name is that of a file, or its beginning, as in 0-start.
A cell whose output equals the committed one keeps it, so that running again changes nothing. Where a run fails, or
shows what it should not, the notebook stays as it is, and the executed copy is in .setup/executed/.

  --check           compare with the committed outputs and solve every exercise; write nothing
  --kernel stock    run on tslab as published instead of this project's kernel; implies --check
  --backend <name>  tensorflow, wasm or cpu; default: the best one that works
  --jobs <number>   how many notebooks to execute at once; default: one per core, as memory allows
  --timeout <s>     how many seconds one cell may take; default: 600
  --help            show this help`;

/** @param words what follows the command's name */
export async function run(words: string[]) {
  const flag = { type: "boolean", default: false } as const;
  const { values, positionals } = parseOptions({
    args: words,
    allowPositionals: true,
    options: {
      check: flag,
      kernel: { type: "string", default: "own" },
      backend: { type: "string" },
      jobs: { type: "string" },
      timeout: { type: "string", default: "600" },
      help: flag,
    },
  });
  if (values.help) return console.log(help);
  if (values.backend !== undefined && !["tensorflow", "wasm", "cpu"].includes(values.backend)) {
    throw new Failure(`--backend must be tensorflow, wasm or cpu, got ${values.backend}`);
  }
  if (!["own", "stock"].includes(values.kernel)) {
    throw new Failure(`--kernel must be own or stock, got ${values.kernel}`);
  }
  const isStock = values.kernel === "stock";
  const atOnce = values.jobs === undefined ? notebooksAtOnce() : wholeNumber(values.jobs, "jobs");
  const cellTimeout = wholeNumber(values.timeout, "timeout");
  const files = findNotebooks(positionals);
  const progress = new Progress();
  const results = await interruptible(async (signal) => {
    const options = { check: values.check || isStock, backend: values.backend, cellTimeout, signal };
    const runAll = (kernels?: string) =>
      inParallel(files, atOnce, (file) => runWithProgress(file, progress, { ...options, kernels }));
    const spec = { node: process.execPath, root, stock: true };
    const all = await (isStock ? withKernelSpec(spec, runAll) : runAll());
    signal.throwIfAborted();
    return all;
  });
  const findings = results.map(resultText).filter((text) => text !== "");
  if (findings.length > 0) console.log(`\n${findings.join("\n\n")}\n`);
  console.log(`${results.length - findings.length} of ${results.length} notebooks are good`);
  if (findings.length > 0) process.exitCode = 1;
}

async function runWithProgress(file: string, progress: Progress, options: RunOptions) {
  const line = progress.start(basename(file));
  try {
    const cells = codeCells(readNotebook(file)).length;
    const onProgress = (replies: Replies) => {
      const ended = [...replies.values()].filter(({ status }) => status !== "running").length;
      line.detail(`${Math.min(ended, cells)} of ${cells} cells`);
    };
    const result = await runNotebook(file, { ...options, onProgress });
    line[findingsOf(result).length === 0 ? "done" : "failed"](outcome(result, options));
    return result;
  } catch (error) {
    line.failed();
    throw error;
  }
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;

function outcome({ problems, differences, solutions, written }: NotebookResult, { check }: RunOptions) {
  const wrong = solutions.filter(({ right }) => !right).length;
  if (problems.length > 0) return counted(problems.length, "problem");
  if (differences.length > 0) return `${counted(differences.length, "cell")} with other output`;
  if (wrong > 0) return `${counted(wrong, "solution")} not judged right`;
  if (check) return `as committed, ${counted(solutions.length, "exercise")} solved`;
  return written ? "outputs written" : "nothing changed";
}

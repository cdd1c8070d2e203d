import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Failure } from "../setup/shared/failure.mjs";
import { venvProgram } from "../setup/shared/paths.mjs";
import { runProgram } from "../setup/shared/run-program.mjs";
import { jupyterEnvironment } from "../setup/shared/jupyter-environment.mjs";
import { readNotebook } from "./notebook-file.ts";
import { readReplies } from "./replies.ts";

import type { Notebook } from "./notebook-file.ts";
import type { Replies } from "./replies.ts";

const program = fileURLToPath(new URL("run_nbconvert.py", import.meta.url));
const configuration = fileURLToPath(new URL("nbconvert_config.py", import.meta.url));
/** Milliseconds that nbconvert has to end its kernel when it is stopped. */
const grace = 5000;

export interface Execution {
  /** as far as it was executed; undefined where no kernel started */
  notebook: Notebook | undefined;
  /** what the kernel answered, by the cell's place among all cells */
  replies: Replies;
  /** of nbconvert; null where a signal ended it */
  exitCode: number | null;
  /** what nbconvert, and the kernel past Jupyter, wrote */
  log: string;
  seconds: number;
}

export interface ExecuteOptions {
  /** the kernel's working directory: the notebook's folder */
  directory: string;
  /** default: the virtual environment's */
  python?: string;
  /** sets LINEAR_NETWORKS_BACKEND; default: as it is */
  backend?: string;
  /** a folder that holds `kernels/tslab`; default: the virtual environment's */
  kernels?: string;
  /** seconds that one cell may take; default 600 */
  cellTimeout?: number;
  /** called about five times a second */
  onProgress?: (replies: Replies) => void;
  /** stops the run */
  signal?: AbortSignal;
}

/** The notebook with the counts that the kernel answered with: stock tslab tells them only in its replies. */
function withCounts(notebook: Notebook, replies: Replies) {
  const cells = notebook.cells.map((cell, index) =>
    cell.cell_type === "code" ? { ...cell, execution_count: replies.get(index)?.count ?? null } : cell,
  );
  return { ...notebook, cells };
}

/**
 * Executes a notebook from top to bottom in a fresh kernel by `jupyter nbconvert --execute`. A notebook that
 * fails is no exception here: `runProblems` and `outputProblems` say what went wrong.
 *
 * @param notebook its outputs do not matter
 * @throws Failure where nbconvert cannot be started
 */
export async function execute(notebook: Notebook, options: ExecuteOptions): Promise<Execution> {
  const { directory, python = venvProgram("python"), cellTimeout = 600, onProgress, signal } = options;
  const folder = mkdtempSync(join(tmpdir(), "linear-networks-run-"));
  const file = { notebook: join(folder, "notebook.json"), report: join(folder, "replies") };
  const executed = { whole: join(folder, "executed.ipynb"), copy: join(folder, "copy.ipynb") };
  const start = performance.now();
  const poll = onProgress && setInterval(() => onProgress(readReplies(file.report)), 200);
  try {
    writeFileSync(file.notebook, JSON.stringify(notebook));
    const nbconvert = [
      ...[program, "--execute", "--to", "notebook", "--stdin", "--config", configuration],
      ...["--output-dir", folder, "--output", "executed.ipynb"],
      "--ExecutePreprocessor.record_timing=False",
      "--ExecutePreprocessor.kernel_name=tslab",
      `--ExecutePreprocessor.timeout=${cellTimeout}`,
    ];
    const env = {
      ...jupyterEnvironment(folder, options),
      LINEAR_NETWORKS_NOTEBOOK: file.notebook,
      LINEAR_NETWORKS_REPORT: file.report,
      LINEAR_NETWORKS_COPY: executed.copy,
    };
    const ending = await runProgram(python, nbconvert, { cwd: directory, env, signal, grace });
    if (ending.error) {
      throw new Failure(`nbconvert cannot be started: ${python}: ${ending.error}`, { cure: "npm run setup" });
    }
    const replies = readReplies(file.report);
    const path = Object.values(executed).find((candidate) => existsSync(candidate));
    return {
      notebook: path ? withCounts(readNotebook(path), replies) : undefined,
      replies,
      exitCode: ending.code,
      log: ending.output,
      seconds: (performance.now() - start) / 1000,
    };
  } finally {
    clearInterval(poll);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Failure } from "../setup/shared/failure.mjs";
import { jupyterEnvironment } from "../setup/shared/jupyter-environment.mjs";
import { venvProgram } from "../setup/shared/paths.mjs";
import { runProgram } from "../setup/shared/run-program.mjs";
import { type Notebook, readNotebook } from "./notebook-file.ts";

const program = fileURLToPath(new URL("run_nbconvert.py", import.meta.url));
const configuration = fileURLToPath(new URL("nbconvert_config.py", import.meta.url));
/** Milliseconds that nbconvert has to end its kernel when it is stopped. */
const grace = 5000;

export interface Reply {
  /** "running", or the kernel's answer: "ok", "error" or "abort"; "none" without one */
  status: string;
  /** what the kernel sent for this cell after the cell had ended */
  late?: string[];
}

/** by the cell's place among all cells, from 0 */
export type Replies = Map<number, Reply>;

export interface Execution {
  /** as far as it was executed; undefined where no kernel started */
  notebook: Notebook | undefined;
  /** what the kernel answered */
  replies: Replies;
  /** of nbconvert; null where a signal ended it */
  exitCode: number | null;
  /** what nbconvert, and the kernel past Jupyter, wrote */
  log: string;
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

/** What nbconvert_config.py has reported so far. */
const readReplies = (path: string): Replies =>
  new Map(existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as [number, Reply][]) : []);

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
  const [given, report] = [join(folder, "notebook.json"), join(folder, "replies")];
  const [whole, copy] = [join(folder, "executed.ipynb"), join(folder, "copy.ipynb")];
  const poll = onProgress && setInterval(() => onProgress(readReplies(report)), 200);
  try {
    writeFileSync(given, JSON.stringify(notebook));
    const nbconvert = [
      ...[program, "--execute", "--to", "notebook", "--stdin", "--config", configuration],
      ...["--output-dir", folder, "--output", "executed.ipynb"],
      "--ExecutePreprocessor.record_timing=False",
      "--ExecutePreprocessor.kernel_name=tslab",
      `--ExecutePreprocessor.timeout=${cellTimeout}`,
    ];
    const env = {
      ...jupyterEnvironment(folder, options),
      LINEAR_NETWORKS_NOTEBOOK: given,
      LINEAR_NETWORKS_REPORT: report,
      LINEAR_NETWORKS_COPY: copy,
    };
    const { code, error, output } = await runProgram(python, nbconvert, {
      cwd: directory,
      env,
      signal,
      grace,
    });
    if (error !== undefined) {
      throw new Failure(`nbconvert cannot be started: ${python}: ${error}`, { cure: "npm run setup" });
    }
    const path = [whole, copy].find((candidate) => existsSync(candidate));
    const executed = path === undefined ? undefined : readNotebook(path);
    return { notebook: executed, replies: readReplies(report), exitCode: code, log: output };
  } finally {
    clearInterval(poll);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

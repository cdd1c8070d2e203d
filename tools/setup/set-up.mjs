import { join } from "node:path";
import { Failure } from "./shared/failure.mjs";
import { root as projectRoot } from "./shared/paths.mjs";
import { Progress } from "./shared/progress.mjs";
import { findPython } from "./find-python.mjs";
import { interruptible } from "./interruption.mjs";
import { kernel } from "./kernel.mjs";
import { kernelForJupyter } from "./kernel-for-jupyter.mjs";
import { builtParts } from "./library.mjs";
import { withLock } from "./lock.mjs";
import { nativeBackend } from "./native-backend.mjs";
import { readRecord } from "./native-backend/record.mjs";
import { npmPackages } from "./npm-packages.mjs";
import { pythonEnvironment } from "./python-environment.mjs";
import { runSteps } from "./run-steps.mjs";
import { Work } from "./step.mjs";
import { systemFailure } from "./system-failure.mjs";

/** @typedef {import("./step.mjs").Step} Step */

/**
 * Brings everything that the project needs into its folder: npm packages, a Python environment with JupyterLab,
 * the compiled library, the native backend, the TypeScript kernel. Makes only what is missing, out of date or
 * damaged; where nothing is, it takes a fraction of a second. Two set-ups of one folder take turns.
 *
 * @param {object} [options]
 * @param {boolean} [options.quiet] say nothing where nothing is to be done; default false
 * @param {boolean} [options.retryNative] try to get the native backend again although nothing has changed
 * @param {string} [options.jupyter] the prefix of another Jupyter that is offered the kernel, too
 * @param {boolean} [options.withLibrary] whether the library is compiled; default true
 * @param {boolean} [options.withJupyterLab] whether the project gets a JupyterLab of its own, and nbconvert; default true
 * @param {string} [options.command] what is being done, told to a second set-up that waits; default `set-up`
 * @param {string} [options.goal] what the last line says; default `set up`
 * @param {string} [options.root] the project's folder
 * @param {Step[]} [options.steps] default: all steps of the project
 * @param {Progress} [options.progress]
 * @returns {Promise<{ performed: string[], seconds: number }>} which steps were needed, and how long it took
 * @throws {Failure} or an AggregateError of several, each with reason, log and cure
 */
export async function setUp(options = {}) {
  const {
    quiet = false,
    retryNative = false,
    jupyter,
    withLibrary = true,
    withJupyterLab = true,
    command = "set-up",
    goal = "set up",
    root = projectRoot,
  } = options;
  const {
    progress = new Progress(),
    steps = stepsOf(root, { retryNative, jupyter, withLibrary, withJupyterLab }),
  } = options;
  const started = performance.now();
  const ended = (/** @type {string[]} */ performed) => {
    const seconds = (performance.now() - started) / 1000;
    tellResult({ performed, seconds, quiet, goal, progress, root });
    return { performed, seconds };
  };
  try {
    if (await allDone(steps)) return ended([]);
  } catch (error) {
    throw systemFailure(error, "set-up");
  }

  return interruptible((signal) =>
    withLock(
      join(root, ".setup/lock"),
      {
        command,
        signal,
        onWait: ({ pid, host, command: other }) =>
          progress.note(`… waiting: ${other} (process ${pid} on ${host}) is setting up this folder`),
      },
      async () => ended(await runSteps(steps, (step) => perform(step, { root, progress, signal }))),
    ),
  ).catch((error) => {
    throw systemFailure(error, "set-up");
  });
}

/**
 * The steps of the project's set-up, each after those that it needs.
 *
 * @param {string} root the project's folder
 * @param {{ retryNative?: boolean, jupyter?: string, withLibrary?: boolean, withJupyterLab?: boolean }} [options] as for
 *   `setUp`
 * @returns {Step[]}
 */
export function stepsOf(root, options = {}) {
  const { retryNative = false, jupyter, withLibrary = true, withJupyterLab = true } = options;
  return [
    npmPackages({ root }),
    pythonEnvironment({ root, python: () => findPython(), packages: withJupyterLab }),
    ...(withLibrary ? builtParts({ root }) : []),
    ...(withJupyterLab ? [kernel({ root })] : []),
    ...(jupyter === undefined ? [] : [kernelForJupyter({ root, prefix: jupyter })]),
    nativeBackend({ root, retry: retryNative }),
  ];
}

/** @param {Step[]} steps */
async function allDone(steps) {
  for (const step of steps) if (!(await step.isDone())) return false;
  return true;
}

/** @param {Step} step @param {{ root: string, progress: Progress, signal: AbortSignal }} context */
async function perform(step, { root, progress, signal }) {
  const line = progress.start(step.name);
  const logName = step.name.replace(/ \(.*/, "").replaceAll(" ", "-").toLowerCase();
  try {
    const log = join(root, ".setup/logs", `${logName}.log`);
    line.done((await step.run(new Work({ log, detail: line.detail, signal }))) ?? undefined);
  } catch (error) {
    if (signal.aborted) {
      line.failed("interrupted");
      throw new Failure("interrupted; the next start goes on from here", { interrupted: true, cause: error });
    }
    line.failed();
    throw systemFailure(error, step.name);
  }
}

/** @param {{ performed: string[], seconds: number, quiet: boolean, goal: string, progress: Progress, root: string }} result */
function tellResult({ performed, seconds, quiet, goal, progress, root }) {
  const forced = process.env["LINEAR_NETWORKS_BACKEND"];
  const record = readRecord(root);
  if (performed.length === 0 && quiet) return;
  if (forced === "wasm" || forced === "cpu") {
    progress.note(`! native TensorFlow backend: left out, since LINEAR_NETWORKS_BACKEND=${forced}`);
  } else if (record?.status === "unavailable" && !performed.includes("native TensorFlow backend")) {
    progress.note(`! native TensorFlow backend: not available: ${record.reason}. What to do: ${record.cure}`);
  }
  progress.note(`✓ ${goal} (${seconds.toFixed(1)} s${performed.length === 0 ? ", nothing to do" : ""})`);
}

import { join } from "node:path";
import { Failure } from "./shared/failure.mjs";
import { root as projectRoot } from "./shared/paths.mjs";
import { Progress } from "./shared/progress.mjs";
import { systemFailure } from "./diagnose.mjs";
import { findPython } from "./find-python.mjs";
import { interruptible } from "./interruption.mjs";
import { kernel, kernelForJupyter } from "./kernel.mjs";
import { builtParts } from "./library.mjs";
import { withLock } from "./lock.mjs";
import { nativeBackend } from "./native-backend.mjs";
import { readRecord } from "./native-backend/record.mjs";
import { npmPackages } from "./npm-packages.mjs";
import { pythonEnvironment } from "./python-environment.mjs";
import { runSteps, Work } from "./step.mjs";

/** @typedef {import("./step.mjs").Step} Step */

/**
 * @typedef {object} StepOptions
 * @property {boolean} [retryNative] try to get the native backend again although nothing has changed
 * @property {string} [jupyter] the prefix of another Jupyter that is offered the kernel, too
 * @property {boolean} [withLibrary] whether the library is compiled; default true
 * @property {boolean} [withJupyterLab] whether the project gets a JupyterLab of its own, and nbconvert; default true
 *
 * @typedef {object} OwnOptions
 * @property {boolean} [quiet] say nothing where nothing is to be done; default false
 * @property {string} [command] what is being done, told to a second set-up that waits; default `set-up`
 * @property {string} [goal] what the last line says; default `set up`
 * @property {string} [root] the project's folder
 * @property {Step[]} [steps] default: all steps of the project
 * @property {Progress} [progress]
 */

/**
 * Brings everything that the project needs into its folder: npm packages, a Python environment with JupyterLab,
 * the compiled library, the native backend, the TypeScript kernel. Makes only what is missing, out of date or
 * damaged; where nothing is, it takes a fraction of a second. Two set-ups of one folder take turns.
 *
 * @param {StepOptions & OwnOptions} [options]
 * @returns {Promise<{ performed: string[] }>} which steps were needed
 * @throws {Failure} or an AggregateError of several, each with reason, log and cure
 */
export async function setUp(options = {}) {
  const { quiet = false, command = "set-up", goal = "set up", root = projectRoot } = options;
  const { progress = new Progress(), steps = stepsOf(root, options) } = options;
  const started = performance.now();
  const onWait = (/** @type {import("./lock.mjs").Holder} */ { command: other, pid, host }) =>
    progress.note(`… waiting: ${other} (process ${pid} on ${host}) is setting up this folder`);
  const bring = () =>
    interruptible((signal) =>
      withLock(join(root, ".setup/lock"), { command, signal, onWait }, () =>
        runSteps(steps, (step) => perform(step, { root, progress, signal })),
      ),
    );
  try {
    const performed = (await allDone(steps)) ? [] : await bring();
    if (performed.length > 0 || !quiet) {
      noteBackend(performed, progress, root);
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      progress.note(`✓ ${goal} (${seconds} s${performed.length === 0 ? ", nothing to do" : ""})`);
    }
    return { performed };
  } catch (error) {
    throw systemFailure(error, "set-up");
  }
}

/**
 * The steps of the project's set-up, each after those that it needs.
 *
 * @param {string} root the project's folder
 * @param {StepOptions} [options]
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
    line.failed(signal.aborted ? "interrupted" : undefined);
    if (!signal.aborted) throw systemFailure(error, step.name);
    throw new Failure("interrupted; the next start goes on from here", { interrupted: true, cause: error });
  }
}

/** @param {string[]} performed @param {Progress} progress @param {string} root */
function noteBackend(performed, progress, root) {
  const subject = "! native TensorFlow backend:";
  const forced = process.env["LINEAR_NETWORKS_BACKEND"];
  const record = readRecord(root);
  if (forced === "wasm" || forced === "cpu") {
    progress.note(`${subject} left out, since LINEAR_NETWORKS_BACKEND=${forced}`);
  } else if (record?.status === "unavailable" && !performed.includes("native TensorFlow backend")) {
    progress.note(`${subject} not available: ${record.reason}. What to do: ${record.cure}`);
  }
}

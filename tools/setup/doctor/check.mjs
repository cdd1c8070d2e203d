import { existsSync } from "node:fs";
import { join } from "node:path";
import { interruptible } from "../interruption.mjs";
import { pythonProgram } from "../python-program.mjs";
import { paths, root } from "../shared/paths.mjs";
import { data, disk, installedFiles, setUpState } from "./files.mjs";
import { linesOf } from "./finding.mjs";
import * as installed from "./installed.mjs";
import { tryOut, withTrial } from "./trial.mjs";

/**
 * Prints what is installed, which backend computes and why, whether data and installed files are in order, and what to do
 * where something is wrong. Imports JupyterLab, starts the kernel, computes and draws a chart with it. Changes nothing, but
 * marks what is damaged, so that the set-up makes it again.
 *
 * @param {{ quick: boolean, json: boolean }} how quick: tries nothing out and compares no installed files; json: prints a
 *   list of { state, subject, found, cure } for programs
 * @returns {Promise<boolean>} whether the notebooks can run like this
 */
export async function check({ quick, json }) {
  if (!quick) {
    console.error("… comparing installed files, importing JupyterLab, drawing a chart with the kernel");
  }
  const findings = await interruptible((signal) => examine(quick, signal));
  console.log(json ? JSON.stringify(findings, null, 2) : linesOf(findings, root));
  return findings.every(({ state }) => state !== "wrong");
}

/** @param {boolean} quick @param {AbortSignal} signal */
async function examine(quick, signal) {
  const canTry = !quick && existsSync(pythonProgram(paths.venv));
  const trial = canTry ? tryOut(root, { signal }) : new Map();
  const files = quick ? [] : [installedFiles(root)];
  const tried = await trial;
  const state = await setUpState(root);
  // What is still to be made explains a kernel that fails.
  const blamed = state.state === "ok" ? join(root, "node_modules") : undefined;
  signal.throwIfAborted();
  return [
    installed.nodeVersion(),
    installed.npmVersion(),
    installed.pythonVersion(root),
    withTrial(installed.pythonPackage(root, "JupyterLab", "jupyterlab"), tried, paths.venv),
    installed.pythonPackage(root, "nbconvert", "nbconvert"),
    installed.npmPackage(root, "tslab", "tslab"),
    installed.npmPackage(root, "TypeScript", "typescript"),
    installed.npmPackage(root, "tfjs", "@tensorflow/tfjs"),
    await installed.backend(root),
    withTrial(installed.kernel(root), tried, blamed),
    ...files,
    state,
    await data(root),
    disk(root),
  ];
}

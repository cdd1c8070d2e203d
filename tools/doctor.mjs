import "./setup/shared/begin.mjs";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { backend } from "./setup/doctor/backend.mjs";
import { data } from "./setup/doctor/data.mjs";
import { disk } from "./setup/doctor/disk.mjs";
import { linesOf } from "./setup/doctor/finding.mjs";
import { kernel } from "./setup/doctor/kernel.mjs";
import { installedFiles, setUpState } from "./setup/doctor/set-up.mjs";
import { tryOut, withTrial } from "./setup/doctor/trial.mjs";
import {
  nodeVersion,
  npmPackage,
  npmVersion,
  pythonPackage,
  pythonVersion,
} from "./setup/doctor/versions.mjs";
import { interruptible } from "./setup/interruption.mjs";
import { pythonProgram } from "./setup/python-program.mjs";
import { exitCodeOf, explanation, Failure } from "./setup/shared/failure.mjs";
import { parseOptions } from "./setup/shared/parse-options.mjs";
import { paths, root } from "./setup/shared/paths.mjs";

const help = `npm run doctor [-- options]

Says what is installed, which backend computes and why, whether data and installed files are in order, and what to do
where something is wrong. Imports JupyterLab, starts the kernel, computes and draws a chart with it. Ends with code 1
if the notebooks cannot run like this. Changes nothing, but marks what is damaged, so that the set-up makes it again.

  --quick  tries nothing out and compares no installed files
  --json   for programs: a list of { state, subject, found, cure }
  --help   show this`;

/** @param {boolean} quick @param {AbortSignal} signal */
async function examine(quick, signal) {
  const canTry = !quick && existsSync(pythonProgram(paths.venv));
  const trial = canTry ? tryOut(root, { signal }) : new Map();
  const files = quick ? [] : [installedFiles(root)];
  const tried = await trial;
  const state = await setUpState(root);
  // What is still to be made explains a kernel that fails.
  const blamed = state.state === "ok" ? join(root, "node_modules") : undefined;
  if (signal.aborted) throw new Failure("interrupted", { interrupted: true });
  return [
    nodeVersion(),
    npmVersion(),
    pythonVersion(root),
    withTrial(pythonPackage(root, "JupyterLab", "jupyterlab"), tried, join(root, ".venv")),
    pythonPackage(root, "nbconvert", "nbconvert"),
    npmPackage(root, "tslab", "tslab"),
    npmPackage(root, "TypeScript", "typescript"),
    npmPackage(root, "tfjs", "@tensorflow/tfjs"),
    await backend(root),
    withTrial(kernel(root), tried, blamed),
    ...files,
    state,
    await data(root),
    disk(root),
  ];
}

try {
  const { values } = parseOptions({
    options: {
      quick: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) console.log(help);
  else {
    if (!values.quick) {
      console.error("… comparing installed files, importing JupyterLab, drawing a chart with the kernel");
    }
    const findings = await interruptible((signal) => examine(values.quick, signal));
    console.log(values.json ? JSON.stringify(findings, null, 2) : linesOf(findings, root));
    if (findings.some(({ state }) => state === "wrong")) process.exitCode = 1;
  }
} catch (error) {
  console.error(explanation(error));
  process.exitCode = exitCodeOf(error);
}

import "./shared/begin.mjs";
import { parseArgs } from "node:util";
import { backend } from "./doctor/backend.mjs";
import { data } from "./doctor/data.mjs";
import { disk } from "./doctor/disk.mjs";
import { linesOf } from "./doctor/finding.mjs";
import { kernel } from "./doctor/kernel.mjs";
import { setUpState } from "./doctor/set-up.mjs";
import { nodeVersion, npmPackage, npmVersion, pythonPackage, pythonVersion } from "./doctor/versions.mjs";
import { exitCodeOf, explanation } from "./shared/failure.mjs";
import { root } from "./shared/paths.mjs";

const help = `npm run doctor [-- options]

Says what is installed, which backend computes and why, whether kernel and data are in order, and what to do where
something is wrong. Ends with code 1 if the notebooks cannot run like this. Changes nothing.

  --json  for programs: a list of { state, subject, found, cure }
  --help  show this`;

async function examine() {
  return [
    nodeVersion(),
    npmVersion(),
    pythonVersion(root),
    pythonPackage(root, "JupyterLab", "jupyterlab"),
    pythonPackage(root, "nbconvert", "nbconvert"),
    npmPackage(root, "tslab", "tslab"),
    npmPackage(root, "TypeScript", "typescript"),
    npmPackage(root, "tfjs", "@tensorflow/tfjs"),
    await backend(root),
    kernel(root),
    await setUpState(root),
    await data(root),
    disk(root),
  ];
}

try {
  const { values } = parseArgs({
    options: { json: { type: "boolean", default: false }, help: { type: "boolean", default: false } },
  });
  if (values.help) console.log(help);
  else {
    const findings = await examine();
    console.log(values.json ? JSON.stringify(findings, null, 2) : linesOf(findings, root));
    if (findings.some(({ state }) => state === "wrong")) process.exitCode = 1;
  }
} catch (error) {
  console.error(explanation(error));
  process.exitCode = exitCodeOf(error);
}

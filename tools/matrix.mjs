import "./setup/shared/begin.mjs";
import { join } from "node:path";
import { withKernelSpec } from "../kernel/write-kernel-spec.mjs";
import { nodeOfMajor, nodeVersions } from "./matrix/node-of-major.mjs";
import { findNotebooks } from "./notebooks/find-notebooks.mjs";
import { interruptible } from "./setup/interruption.mjs";
import { setUp } from "./setup/set-up.mjs";
import { exitCodeOf, explanation, Failure } from "./setup/shared/failure.mjs";
import { parseOptions } from "./setup/shared/parse-options.mjs";
import { paths, root } from "./setup/shared/paths.mjs";
import { Progress } from "./setup/shared/progress.mjs";

const kernels = ["launcher", "stock"];
const help = `Executes the notebooks on the launcher and on stock tslab, with Node ${nodeVersions.join(", ")}, and compares
their outputs with the committed ones. Nothing is written to the notebooks.

  npm run matrix [-- [options] [names…]]

Without names: all in notebooks/. A Node other than the one that runs this comes from npm and stays in the
user's cache.

  --quick             only the first notebook of each combination
  --node <majors>     for example 22,24; default: ${nodeVersions.join(",")}
  --kernel <kernels>  launcher or stock; default: ${kernels.join(",")}
  --help`;

/** @param {string} given @param {string[]} known @param {string} option */
function chosen(given, known, option) {
  const names = given.split(",");
  const wrong = names.find((name) => !known.includes(name));
  if (wrong === undefined) return names;
  throw new Failure(`--${option} ${given}: ${wrong} is none of ${known.join(", ")}`);
}

/**
 * @param {string[]} files the notebooks
 * @param {{ kernel: string, major: string }} combination
 * @param {Progress} progress
 * @param {AbortSignal} signal
 */
async function runCombination(files, { kernel, major }, progress, signal) {
  const node = await nodeOfMajor(major, progress, signal);
  const copies = join(paths.state, "matrix", `${kernel}-node-${major}`);
  // Only now are the packages there that it imports.
  const { runNotebooks } = await import("./notebooks/run-notebooks.mjs");
  return withKernelSpec({ node, root, stock: kernel === "stock" }, (kernels) =>
    runNotebooks(files, progress, { check: true, kernels, copies, signal }),
  );
}

async function main() {
  const { values, positionals } = parseOptions({
    allowPositionals: true,
    options: {
      quick: { type: "boolean", default: false },
      node: { type: "string", default: nodeVersions.join(",") },
      kernel: { type: "string", default: kernels.join(",") },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return console.log(help);
  const majors = chosen(values.node, nodeVersions, "node");
  const names = chosen(values.kernel, kernels, "kernel");
  const found = findNotebooks(positionals);
  const files = values.quick ? found.slice(0, 1) : found;
  const progress = new Progress();
  await setUp({ progress, quiet: true, command: "npm run matrix" });
  const { resultText } = await import("./notebooks/run-notebooks.mjs");

  /** @type {{ title: string, total: number, findings: string[] }[]} */
  const results = [];
  await interruptible(async (signal) => {
    for (const major of majors) {
      for (const kernel of names) {
        const title = `Node ${major}, ${kernel === "stock" ? "stock tslab" : "launcher"}`;
        console.log(`\n${title}`);
        const ran = await runCombination(files, { kernel, major }, progress, signal);
        if (signal.aborted) throw new Failure("interrupted", { interrupted: true });
        results.push({
          title,
          total: ran.length,
          findings: ran.map(resultText).filter((text) => text !== ""),
        });
      }
    }
  });
  for (const { title, findings } of results) {
    if (findings.length > 0) console.log(`\n${title}\n${findings.join("\n\n")}`);
  }
  console.log();
  for (const { title, total, findings } of results) {
    console.log(`${title}: ${total - findings.length} of ${total} notebooks are good`);
  }
  if (results.some(({ findings }) => findings.length > 0)) process.exitCode = 1;
}

try {
  await main();
} catch (error) {
  console.error(explanation(error));
  process.exitCode = exitCodeOf(error);
}

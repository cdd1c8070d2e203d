import { withKernelSpec } from "../kernel/temporary-spec.ts";
import { parseOptions, wholeNumber } from "../setup/shared/parse-options.mjs";
import { Failure } from "../setup/shared/failure.mjs";
import { root } from "../setup/shared/paths.mjs";
import { Progress } from "../setup/shared/progress.mjs";
import { interruptible } from "../setup/interruption.mjs";
import { findNotebooks } from "./find-notebooks.ts";
import { notebooksAtOnce } from "./in-parallel.ts";
import { resultText, runNotebooks } from "./run-notebooks.ts";

const help = `Executes notebooks from top to bottom and stores their outputs.

  npm run notebooks [-- [options] [names…]]

Without names: all in notebooks/. A name is a file's, or the beginning of one, as in 0-start.
A cell whose output is the same as the committed one keeps it, so that running again changes nothing.
A run that fails, or that nbconvert lets through though it should not, leaves the notebook as it is and puts
the executed copy in .setup/executed/.

  --check           compare with the committed outputs and solve every exercise; write nothing
  --kernel stock    run on tslab as it is published, in place of this project's kernel; implies --check
  --backend <name>  tensorflow, wasm or cpu; default: the best that works
  --jobs <number>   how many at once; default: one per core, as memory allows
  --timeout <s>     how long one cell may take; default: 600
  --help`;

/** @param words what follows the command's name */
export async function run(words: string[]) {
  const { values, positionals } = parseOptions({
    args: words,
    allowPositionals: true,
    options: {
      check: { type: "boolean", default: false },
      kernel: { type: "string", default: "own" },
      backend: { type: "string" },
      jobs: { type: "string" },
      timeout: { type: "string", default: "600" },
      help: { type: "boolean", default: false },
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
  const options = {
    check: values.check || isStock,
    backend: values.backend,
    atOnce: values.jobs === undefined ? notebooksAtOnce() : wholeNumber(values.jobs, "jobs"),
    cellTimeout: wholeNumber(values.timeout, "timeout"),
  };
  const files = findNotebooks(positionals);
  const progress = new Progress();
  const results = await interruptible(async (signal) => {
    const run = (kernels: string | undefined) =>
      runNotebooks(files, progress, { ...options, kernels, signal });
    const all = await (isStock
      ? withKernelSpec({ node: process.execPath, root, stock: true }, run)
      : run(undefined));
    if (signal.aborted) throw new Failure("interrupted", { interrupted: true });
    return all;
  });
  const findings = results.map(resultText).filter((text) => text !== "");
  if (findings.length > 0) console.log(`\n${findings.join("\n\n")}\n`);
  console.log(`${results.length - findings.length} of ${results.length} notebooks are good`);
  if (findings.length > 0) process.exitCode = 1;
}

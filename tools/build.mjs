import "./setup/shared/begin.mjs";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { builtParts, compilerOf } from "./setup/library.mjs";
import { interruptible } from "./setup/interruption.mjs";
import { setUp } from "./setup/set-up.mjs";
import { removeStamp } from "./setup/stamp.mjs";
import { exitCodeOf, explanation, Failure } from "./setup/shared/failure.mjs";
import { paths, root } from "./setup/shared/paths.mjs";
import { runProgram } from "./setup/shared/run-program.mjs";

const help = `npm run build [-- options]

Builds the library (lib/dist) and the kernel (kernel/dist), where their sources have changed.

  --watch  compile the library again whenever a file changes; Ctrl-C ends it
  --help   show this

A running kernel keeps what it has loaded: restart it after a build.`;

/** @param {AbortSignal} signal */
async function watch(signal) {
  const compiled = join(paths.lib, "dist");
  // The watching compiler writes into lib/dist file by file: what it leaves is not taken for a whole build.
  removeStamp(compiled);
  const { code, error } = await runProgram(
    process.execPath,
    [compilerOf(root), "--project", paths.lib, "--watch", "--preserveWatchOutput"],
    { cwd: root, signal, onLine: (line) => console.log(line) },
  );
  if (!signal.aborted) throw new Failure(`the compiler ended: ${error ?? `code ${code}`}`);
}

try {
  const { values } = parseArgs({
    options: { watch: { type: "boolean", default: false }, help: { type: "boolean", default: false } },
  });
  if (values.help) console.log(help);
  else if (!existsSync(compilerOf(root))) {
    throw new Failure("the compiler is not installed", { cure: "`npm run setup` installs it" });
  } else if (values.watch) await interruptible(watch);
  else {
    const steps = builtParts({ root }).map((step) => ({ ...step, after: [] }));
    await setUp({ command: "npm run build", goal: "library and kernel are built", steps });
  }
} catch (error) {
  console.error(explanation(error));
  process.exitCode = exitCodeOf(error);
}

import "./setup/shared/begin.mjs";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { builtParts, compilerOf } from "./setup/library.mjs";
import { interruptible } from "./setup/interruption.mjs";
import { setUp } from "./setup/set-up.mjs";
import { removeStamp } from "./setup/stamp.mjs";
import { explained, Failure } from "./setup/shared/failure.mjs";
import { parseOptions } from "./setup/shared/parse-options.mjs";
import { paths, root } from "./setup/shared/paths.mjs";
import { runProgram } from "./setup/shared/run-program.mjs";

const help = `npm run build [-- options]

Builds the library (lib/dist), the exercises (exercises/dist) and the kernel (kernel/dist), where their sources have changed.

  --watch  compile library and exercises again whenever a file changes; Ctrl-C ends it
  --help   show this help

A running kernel keeps the library that it has loaded: restart it after a build.`;

/** @param {AbortSignal} signal */
async function watch(signal) {
  const end = new AbortController();
  const compilers = [paths.lib, paths.exercises].map((folder) => {
    // The watching compiler writes into dist file by file: what it leaves must not be taken for a whole build.
    removeStamp(join(folder, "dist"));
    return runProgram(
      process.execPath,
      [compilerOf(root), "--project", folder, "--watch", "--preserveWatchOutput"],
      { cwd: root, signal: AbortSignal.any([signal, end.signal]), onLine: (line) => console.log(line) },
    );
  });
  const { code, error } = await Promise.race(compilers);
  end.abort();
  await Promise.all(compilers);
  if (!signal.aborted) throw new Failure(`the compiler ended: ${error ?? `code ${code}`}`);
}

await explained(async () => {
  const flag = /** @type {const} */ ({ type: "boolean", default: false });
  const { values } = parseOptions({ options: { watch: flag, help: flag } });
  if (values.help) return console.log(help);
  if (!existsSync(compilerOf(root))) {
    throw new Failure("the compiler is not installed", { cure: "`npm run setup` installs it" });
  }
  if (values.watch) return interruptible(watch);
  const goal = "library, exercises and kernel are built";
  await setUp({ command: "npm run build", goal, steps: builtParts({ root }) });
});

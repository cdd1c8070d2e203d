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

Builds the library (lib/dist), the exercises (exercises/dist) and the kernel (kernel/dist), where their sources have changed.

  --watch  compile library and exercises again whenever a file changes; Ctrl-C ends it
  --help   show this

A running kernel keeps what it has loaded: restart it after a build.`;

/** @param {AbortSignal} signal */
async function watch(signal) {
  const end = new AbortController();
  const compilers = [paths.lib, paths.exercises].map((folder) => {
    // The watching compiler writes into dist file by file: what it leaves is not taken for a whole build.
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

try {
  const { values } = parseArgs({
    options: { watch: { type: "boolean", default: false }, help: { type: "boolean", default: false } },
  });
  if (values.help) console.log(help);
  else if (!existsSync(compilerOf(root))) {
    throw new Failure("the compiler is not installed", { cure: "`npm run setup` installs it" });
  } else if (values.watch) await interruptible(watch);
  else {
    const goal = "library, exercises and kernel are built";
    await setUp({ command: "npm run build", goal, steps: builtParts({ root }) });
  }
} catch (error) {
  console.error(explanation(error));
  process.exitCode = exitCodeOf(error);
}

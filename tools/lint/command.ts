import { interruptible } from "../setup/interruption.mjs";
import { parseOptions } from "../setup/shared/parse-options.mjs";
import { inRoot, root } from "../setup/shared/paths.mjs";
import { runProgram } from "../setup/shared/run-program.mjs";

const help = `npm run lint [-- options]

Checks types (tsc), rules (oxlint) and format (oxfmt).

  --fix   format, and correct what can be corrected
  --help  show this help`;

const types = ["typescript-native/bin/tsc", "--project", "tsconfig.json"];
const checks = [types, ["oxlint/bin/oxlint", "--deny-warnings"], ["oxfmt/bin/oxfmt", "--check"]];
const fixes = [["oxlint/bin/oxlint", "--deny-warnings", "--fix"], ["oxfmt/bin/oxfmt"], types];

/** @param words what follows the command's name */
export async function run(words: string[]) {
  const flag = { type: "boolean", default: false } as const;
  const { values } = parseOptions({ args: words, options: { fix: flag, help: flag } });
  if (values.help) return console.log(help);
  await interruptible(async (signal) => {
    for (const [program = "", ...options] of values.fix ? fixes : checks) {
      const { code } = await runProgram(
        process.execPath,
        [inRoot("node_modules", ...program.split("/")), ...options],
        { cwd: root, signal, inherit: true },
      );
      signal.throwIfAborted();
      if (code !== 0) process.exitCode = 1;
    }
  });
}

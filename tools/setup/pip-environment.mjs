import { devNull } from "node:os";
import { fileURLToPath } from "node:url";
import { Failure } from "./shared/failure.mjs";
import { runProgram } from "./shared/run-program.mjs";
import { withoutPythonSettings } from "./python-program.mjs";

const reader = fileURLToPath(new URL("pip_settings.py", import.meta.url));

/**
 * The environment of a pip that heeds no settings of the user.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {NodeJS.ProcessEnv}
 */
export const withoutPipSettings = (env = process.env) => ({
  ...Object.fromEntries(Object.entries(withoutPythonSettings(env)).filter(([name]) => !/^PIP_/i.test(name))),
  PIP_CONFIG_FILE: devNull,
});

/**
 * The environment in which pip installs what this project names, from where the user's settings say. It heeds none of
 * his other settings: `user = yes` or a `target` would put the packages elsewhere, a constraint would exclude some.
 *
 * @param {string} python program with pip
 * @param {{ env?: NodeJS.ProcessEnv, signal?: AbortSignal }} [options]
 * @returns {Promise<NodeJS.ProcessEnv>}
 * @throws {Failure} where pip cannot read its settings
 */
export async function pipEnvironment(python, { env = process.env, signal } = {}) {
  // Not logged: the address of an index may hold a password.
  const { code, output } = await runProgram(python, [reader], { env: withoutPythonSettings(env), signal });
  const answer = /^\{.*\}$/m.exec(output)?.[0];
  if (code !== 0 || answer === undefined) {
    throw new Failure(output.trim().replace(/^ERROR: /, "") || "pip does not run", {
      cure: "`pip config debug` lists the files that hold pip's settings: correct them, then start again",
    });
  }
  const settings = Object.entries(JSON.parse(answer)).map(([key, value]) => [
    `PIP_${key.toUpperCase().replaceAll("-", "_")}`,
    value,
  ]);
  return { ...withoutPipSettings(env), ...Object.fromEntries(settings) };
}

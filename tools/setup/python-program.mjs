import { devNull } from "node:os";
import { fileURLToPath } from "node:url";
import { Failure } from "./shared/failure.mjs";
import { venvProgram } from "./shared/paths.mjs";
import { runProgram } from "./shared/run-program.mjs";

const settingsReader = fileURLToPath(new URL("pip_settings.py", import.meta.url));

/**
 * The Python of a virtual environment.
 *
 * @param {string} environment its folder
 */
export const pythonProgram = (environment) => venvProgram("python", environment);

/**
 * An environment without the variables whose names fit a pattern.
 *
 * @param {RegExp} pattern
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export const without = (pattern, env) =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !pattern.test(name)));

/**
 * The environment of a Python program, without the settings that would mix other installations in (ROS and some shells
 * set PYTHONPATH) or change how Python runs.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {NodeJS.ProcessEnv}
 */
export const withoutPythonSettings = (env = process.env) => ({
  ...without(/^(PYTHON(?!DONTWRITEBYTECODE$).+|__PYVENV_LAUNCHER__)$/, env),
  PYTHONUTF8: "1",
  PYTHONUNBUFFERED: "1",
  PYTHONNOUSERSITE: "1",
});

/**
 * The environment of a pip that ignores the user's settings.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {NodeJS.ProcessEnv}
 */
export const withoutPipSettings = (env = process.env) => ({
  ...without(/^PIP_/i, withoutPythonSettings(env)),
  PIP_CONFIG_FILE: devNull,
});

/**
 * The environment in which pip installs what this project names, from where the user's settings say. All other
 * settings are ignored: `user = yes` or a `target` would put the packages elsewhere, a constraint would exclude some.
 *
 * @param {string} python program with pip
 * @param {{ env?: NodeJS.ProcessEnv, signal?: AbortSignal }} [options]
 * @returns {Promise<NodeJS.ProcessEnv>}
 * @throws {Failure} where pip cannot read its settings
 */
export async function pipEnvironment(python, { env = process.env, signal } = {}) {
  // Not logged: the address of an index may hold a password.
  const options = { env: withoutPythonSettings(env), signal };
  const { code, output } = await runProgram(python, [settingsReader], options);
  const answer = /^\{.*\}$/m.exec(output)?.[0];
  if (code !== 0 || answer === undefined) {
    throw new Failure(output.trim().replace(/^ERROR: /, "") || "pip does not run", {
      cure: "`pip config debug` lists the files that hold pip's settings: correct them, then start again",
    });
  }
  const nameOf = (/** @type {string} */ key) => `PIP_${key.toUpperCase().replaceAll("-", "_")}`;
  const settings = Object.entries(JSON.parse(answer)).map(([key, value]) => [nameOf(key), value]);
  return { ...withoutPipSettings(env), ...Object.fromEntries(settings) };
}

import { join } from "node:path";

/**
 * The Python of a virtual environment.
 *
 * @param {string} environment its folder
 */
export const pythonProgram = (environment) =>
  process.platform === "win32" ? join(environment, "Scripts/python.exe") : join(environment, "bin/python");

/**
 * Environment variables for Python programs, without those that would mix other installations in (ROS and some shells
 * set PYTHONPATH) or change how Python runs.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {NodeJS.ProcessEnv}
 */
export function withoutPythonSettings(env = process.env) {
  const kept = Object.entries(env).filter(
    ([name]) => !/^(PYTHON.+|__PYVENV_LAUNCHER__)$/.test(name) || name === "PYTHONDONTWRITEBYTECODE",
  );
  return { ...Object.fromEntries(kept), PYTHONUTF8: "1", PYTHONUNBUFFERED: "1", PYTHONNOUSERSITE: "1" };
}

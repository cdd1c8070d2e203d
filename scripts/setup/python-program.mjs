import { join } from "node:path";

/**
 * The Python of a virtual environment.
 *
 * @param {string} environment its folder
 */
export const pythonProgram = (environment) =>
  process.platform === "win32" ? join(environment, "Scripts/python.exe") : join(environment, "bin/python");

/**
 * Environment variables for Python programs, without those that would mix other installations in (ROS and
 * some shells set PYTHONPATH; PIP_USER makes pip leave the virtual environment).
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {NodeJS.ProcessEnv}
 */
export function withoutPythonSettings(env = process.env) {
  const dropped = [
    "PYTHONPATH",
    "PYTHONHOME",
    "PIP_USER",
    "PIP_TARGET",
    "PIP_PREFIX",
    "PIP_REQUIRE_VIRTUALENV",
  ];
  return {
    ...Object.fromEntries(Object.entries(env).filter(([name]) => !dropped.includes(name))),
    PYTHONUTF8: "1",
    PYTHONUNBUFFERED: "1",
  };
}

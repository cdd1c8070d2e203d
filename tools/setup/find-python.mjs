import { spawnSync } from "node:child_process";
import { Failure } from "./shared/failure.mjs";
import { withoutPythonSettings } from "./python-program.mjs";

export const oldestPython = [3, 10];

/**
 * @typedef {object} Python
 * @property {string} command the words to call it with, as in `py -3`
 * @property {string} program the absolute path of its executable
 * @property {number[]} version major, minor, patch
 * @property {boolean} canMakePip whether it holds `ensurepip`, which Debian puts into a package of its own
 */

const question = `
import json, sys
try:
    import ensurepip
    can_make_pip = bool(ensurepip.version())
except Exception:
    can_make_pip = False
print(json.dumps({"program": sys.executable, "version": sys.version_info[:3], "canMakePip": can_make_pip}))`;

/**
 * Asks one command whether it is a Python, and which.
 *
 * @param {string} command
 * @returns {Python | undefined}
 */
export function askPython(command) {
  const [program, ...words] = command.split(" ");
  const env = withoutPythonSettings();
  const options = /** @type {const} */ ({ encoding: "utf8", env, timeout: 30_000, windowsHide: true });
  // A path may hold spaces: it is tried whole first.
  for (const [name, before] of /** @type {[string, string[]][]} */ ([
    [command, []],
    [program, words],
  ])) {
    const { status, stdout } = spawnSync(name, [...before, "-c", question], options);
    const answer = status === 0 ? /^\{"program":.*\}$/m.exec(stdout)?.[0] : undefined;
    if (answer) return { command, ...JSON.parse(answer) };
  }
  return undefined;
}

/**
 * Finds a Python that is new enough: the one that the environment variable PYTHON names, else the first of
 * `python3`, `python3.13` and so on, `python` and `py` (Windows).
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @param {(command: string) => Python | undefined} [ask]
 * @returns {Python}
 * @throws {Failure} naming what was found and how to get a newer one
 */
export function findPython(env = process.env, ask = askPython) {
  const names = ["python3", "python3.13", "python3.12", "python3.11", "python3.14", "python3.10", "python"];
  const commands = env["PYTHON"]
    ? [env["PYTHON"]]
    : process.platform === "win32"
      ? ["py -3", ...names]
      : names;
  /** @type {Python[]} */
  const tooOld = [];
  for (const command of commands) {
    const python = ask(command);
    if (python && isNewEnough(python.version)) return python;
    if (python) tooOld.push(python);
  }
  const oldest = oldestPython.join(".");
  const found = tooOld.map(({ command, version }) => `${command} is ${version.join(".")}`);
  const what = env["PYTHON"] ? `PYTHON=${env["PYTHON"]}` : "this machine";
  throw new Failure(
    found.length > 0
      ? `Python ${oldest} or newer is needed; ${what} has only older ones: ${found.join(", ")}`
      : `Python ${oldest} or newer is needed; ${env["PYTHON"] ? `${what} is none that runs` : `${what} has none`}`,
    { cure: cureFor(process.platform, Boolean(env["PYTHON"])) },
  );
}

/** @param {number[]} version */
const isNewEnough = ([major, minor]) =>
  major > oldestPython[0] || (major === oldestPython[0] && minor >= oldestPython[1]);

/** @param {NodeJS.Platform} platform @param {boolean} named */
function cureFor(platform, named) {
  if (named) return "set PYTHON to the path of a newer Python, or leave it unset";
  const install =
    platform === "linux"
      ? "install it, for example with `sudo apt-get install python3 python3-venv` (Debian, Ubuntu) or `sudo dnf install python3`"
      : platform === "darwin"
        ? "install it with `brew install python@3.12` or from https://www.python.org/downloads/"
        : "install it from https://www.python.org/downloads/";
  return `${install}; one in an unusual place is named by PYTHON=/path/to/python before the command`;
}

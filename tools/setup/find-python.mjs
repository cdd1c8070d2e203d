import { spawnSync } from "node:child_process";
import { Failure } from "./shared/failure.mjs";
import { withoutPythonSettings } from "./python-program.mjs";

export const oldestPython = [3, 10];

/** Where they are looked for; `py` is Windows' own launcher. */
const usualCommands =
  "python3, python3.13, python3.12, python3.11, python3.14, python3.10, python, py -3".split(", ");

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
  const env = withoutPythonSettings();
  const options = /** @type {const} */ ({ encoding: "utf8", env, timeout: 30_000, windowsHide: true });
  // A path may hold spaces: it is tried whole first.
  for (const [program, ...words] of [[command], command.split(" ")]) {
    const { status, stdout } = spawnSync(program, [...words, "-c", question], options);
    const answer = status === 0 ? /^\{"program":.*\}$/m.exec(stdout)?.[0] : undefined;
    if (answer) return { command, ...JSON.parse(answer) };
  }
  return undefined;
}

/**
 * Finds a Python that is new enough: the one that the environment variable PYTHON names, else the first of
 * `python3`, `python3.13` and so on.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @param {(command: string) => Python | undefined} [ask]
 * @returns {Python}
 * @throws {Failure} naming what was found and how to get a newer one
 */
export function findPython(env = process.env, ask = askPython) {
  const named = env["PYTHON"];
  /** @type {string[]} */
  const tooOld = [];
  for (const command of named ? [named] : usualCommands) {
    const python = ask(command);
    if (python && isNewEnough(python.version)) return python;
    if (python) tooOld.push(`${command} is ${python.version.join(".")}`);
  }
  const older = tooOld.join(", ");
  const found = named
    ? `PYTHON=${named} ${older ? "is older" : "does not run"}`
    : `this machine has ${older ? "only older ones" : "none"}`;
  throw new Failure(`Python ${oldestPython.join(".")} or newer is needed; ${found}${older && `: ${older}`}`, {
    cure: named
      ? "set PYTHON to the path of a newer Python, or leave it unset"
      : "install it: `sudo apt-get install python3 python3-venv` (Debian, Ubuntu), `sudo dnf install python3` (Fedora), " +
        "`brew install python` (macOS), or from https://www.python.org/downloads/; PYTHON=/path/to/python before the " +
        "command names one in an unusual place",
  });
}

/** @param {number[]} version */
const isNewEnough = ([major, minor]) =>
  major > oldestPython[0] || (major === oldestPython[0] && minor >= oldestPython[1]);

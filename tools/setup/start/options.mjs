import { isIP } from "node:net";
import { parseArgs } from "node:util";
import { Failure } from "../shared/failure.mjs";

/**
 * @typedef {object} StartOptions
 * @property {boolean} help
 * @property {boolean} progress print which exercises are solved, start nothing
 * @property {boolean} forget delete what is remembered of them, start nothing
 * @property {boolean} browser whether to open one
 * @property {string | undefined} ip address to listen on; undefined: this machine only
 * @property {number | undefined} port undefined: 8888, or the next free one
 * @property {string[]} forJupyter words for JupyterLab itself
 */

/**
 * Reads the words after `npm start --`.
 *
 * @param {string[]} words those after a further `--` are JupyterLab's
 * @returns {StartOptions}
 * @throws {Failure} naming the word that is not understood
 */
export function startOptions(words) {
  const end = words.includes("--") ? words.indexOf("--") : words.length;
  try {
    const { values } = parseArgs({
      args: words.slice(0, end),
      options: {
        "no-browser": { type: "boolean", default: false },
        ip: { type: "string" },
        port: { type: "string" },
        progress: { type: "boolean", default: false },
        forget: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    return {
      help: values.help,
      progress: values.progress,
      forget: values.forget,
      browser: !values["no-browser"],
      ip: values.ip === undefined ? undefined : ipOf(values.ip),
      port: values.port === undefined ? undefined : portOf(values.port),
      forJupyter: words.slice(end + 1),
    };
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(/** @type {Error} */ (error).message.split(". ")[0], {
      cure: "`npm start -- --help` lists the options; those of JupyterLab go after a second --",
    });
  }
}

/** @param {string} text */
function ipOf(text) {
  if (isIP(text) !== 0) return text;
  throw new Failure(`--ip must be an address of this machine, got "${text}"`, {
    cure: "`npm start -- --ip 0.0.0.0` listens on all of them, as a container needs; without it only this machine can connect",
  });
}

/** @param {string} text */
function portOf(text) {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new Failure(`--port must be a whole number from 1 to 65535, got "${text}"`, {
    cure: "`npm start -- --port 8890`, or leave it out for the next free one",
  });
}

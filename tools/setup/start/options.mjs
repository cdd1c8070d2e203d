import { isIP } from "node:net";
import { Failure } from "../shared/failure.mjs";
import { parseOptions } from "../shared/parse-options.mjs";

const flag = /** @type {const} */ ({ type: "boolean", default: false });

/**
 * Reads the words after `npm start --`.
 *
 * @param {string[]} words those after a further `--` are JupyterLab's
 * @returns help; progress: print which exercises are solved, start nothing; forget: delete what is remembered of them,
 *   start nothing; browser: whether to open one; ip: address to listen on, undefined: this machine only; port: undefined:
 *   8888, or the next free one; forJupyter: words for JupyterLab itself
 * @throws {Failure} naming the word that is not understood
 */
export function startOptions(words) {
  const end = words.includes("--") ? words.indexOf("--") : words.length;
  const text = /** @type {const} */ ({ type: "string" });
  const options = { "no-browser": flag, ip: text, port: text, progress: flag, forget: flag, help: flag };
  const { values } = parseOptions(
    { args: words.slice(0, end), options },
    "`npm start -- --help` lists the options; those of JupyterLab go after a second --",
  );
  const { "no-browser": hidden, ip, port, ...rest } = values;
  if (ip !== undefined && isIP(ip) === 0) {
    throw new Failure(`--ip must be an address of this machine, got "${ip}"`, {
      cure: "`npm start -- --ip 0.0.0.0` listens on all of them, as a container needs; without it only this machine can connect",
    });
  }
  if (port !== undefined && !isPort(Number(port))) {
    throw new Failure(`--port must be a whole number from 1 to 65535, got "${port}"`, {
      cure: "`npm start -- --port 8890`, or leave it out for the next free one",
    });
  }
  return {
    ...rest,
    browser: !hidden,
    ip,
    port: port === undefined ? undefined : Number(port),
    forJupyter: words.slice(end + 1),
  };
}

/** @param {number} port */
const isPort = (port) => Number.isInteger(port) && port >= 1 && port <= 65_535;

/**
 * Whether this machine can open a browser window for its user.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @param {string} [platform]
 */
export function hasDisplay(env = process.env, platform = process.platform) {
  if (env["BROWSER"]) return true;
  if (env["SSH_CONNECTION"] && !env["DISPLAY"]) return false;
  if (platform === "darwin" || platform === "win32") return true;
  return Boolean(env["DISPLAY"] || env["WAYLAND_DISPLAY"] || env["WSL_DISTRO_NAME"]);
}

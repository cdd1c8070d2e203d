import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/**
 * How to call npm: program and first arguments. npm's own script run by this Node where it is found (on Windows
 * `npm` is a batch file, which cannot be started directly), else `npm` as the PATH has it.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @param {string} [node] path of Node
 * @returns {[string, ...string[]]}
 */
export function npmProgram(env = process.env, node = process.execPath) {
  const calledBy = env["npm_execpath"];
  const scripts = [
    ...(calledBy && basename(calledBy) === "npm-cli.js" ? [calledBy] : []),
    join(dirname(node), "node_modules/npm/bin/npm-cli.js"),
    join(dirname(dirname(node)), "lib/node_modules/npm/bin/npm-cli.js"),
  ];
  const script = scripts.find((each) => existsSync(each));
  return script ? [node, script] : ["npm"];
}

import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { createInterface } from "node:readline";

const guardian = fileURLToPath(new URL("guardian.mjs", import.meta.url));
const tailLines = 25;

/**
 * @typedef {object} Ending how a program ended
 * @property {number | null} code its exit code
 * @property {string | null} signal what ended it, if a signal did
 * @property {string} [error] why it could not be started, as in ENOENT
 * @property {string} output everything that it wrote, standard output and errors as they came
 */

/**
 * Runs a program to its end, without a terminal and under a guardian: however this process ends, the program
 * and all that it started end with it.
 *
 * @param {string} program
 * @param {string[]} programArguments
 * @param {object} [options]
 * @param {string} [options.cwd]
 * @param {NodeJS.ProcessEnv} [options.env] default: this process's
 * @param {(line: string) => void} [options.onLine] called with each line that it writes
 * @param {(pid: number) => void} [options.onStart] called with its process id
 * @param {AbortSignal} [options.signal] ends the program
 * @param {number} [options.grace] milliseconds between asking it to end and killing it; default 0
 * @returns {Promise<Ending>}
 */
export function runProgram(program, programArguments, options = {}) {
  const { cwd, env = process.env, onLine, onStart, signal, grace = 0 } = options;
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [guardian, String(grace), program, ...programArguments], {
      cwd,
      env,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      detached: process.platform !== "win32",
      windowsHide: true,
    });
    /** @type {Partial<Ending>} */
    let ending = {};
    /** @type {string[]} */
    const lines = [];
    /** @param {string} line */
    const take = (line) => {
      lines.push(line);
      onLine?.(line);
    };
    for (const stream of [child.stdout, child.stderr])
      if (stream) createInterface({ input: stream }).on("line", take);

    const end = () => child.connected && child.disconnect();
    if (signal?.aborted) end();
    signal?.addEventListener("abort", end, { once: true });

    child.on("message", (/** @type {any} */ message) => {
      if (message.pid) onStart?.(message.pid);
      else ending = message;
    });
    child.on("error", (error) => (ending.error = error.message));
    child.on("close", (code, killed) => {
      signal?.removeEventListener("abort", end);
      resolve({ code, signal: killed, ...ending, output: lines.join("\n") });
    });
  });
}

/**
 * The last lines of what a program wrote.
 *
 * @param {string} output
 */
export const tailOf = (output) => output.trimEnd().split("\n").slice(-tailLines).join("\n");

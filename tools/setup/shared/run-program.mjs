import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const guardian = fileURLToPath(new URL("guardian.mjs", import.meta.url));
const tailLines = 20;
/** A server that runs for weeks must not fill the memory with its log. */
const keptLines = 10_000;

/**
 * @typedef {object} Ending how a program ended
 * @property {number | null} code its exit code
 * @property {string | null} signal what ended it, if a signal did
 * @property {string} [error] why it could not be started, as in ENOENT
 * @property {string} output everything that it wrote, standard output and errors as they came; of very much, the end
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
 * @param {boolean} [options.inherit] let it write to this process's own output; default false: its words are returned
 * @param {number} [options.grace] milliseconds between asking it to end and killing it; default 0
 * @returns {Promise<Ending>}
 */
export function runProgram(program, programArguments, options = {}) {
  const { cwd, env = process.env, onLine, onStart, signal, inherit = false, grace = 0 } = options;
  const stream = inherit ? "inherit" : "pipe";
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [guardian, String(grace), program, ...programArguments], {
      cwd,
      env,
      stdio: ["ignore", stream, stream, "ipc"],
      detached: process.platform !== "win32",
      windowsHide: true,
    });
    /** @type {Partial<Ending>} */
    let ending = {};
    /** @type {string[]} */
    const lines = [];
    /** @param {string} line */
    const take = (line) => {
      if (lines.push(line) > 2 * keptLines) lines.splice(0, keptLines);
      onLine?.(line);
    };
    const streamEnds = [child.stdout, child.stderr].map((stream) => stream && readLines(stream, take));

    const end = () => void (child.connected && child.disconnect());
    signal?.addEventListener("abort", end, { once: true });
    if (signal?.aborted) end();

    /** @param {Pick<Ending, "code" | "signal" | "error">} own how the guardian ended */
    const finish = (own) => {
      signal?.removeEventListener("abort", end);
      resolve({ ...own, ...ending, output: lines.join("\n") });
    };
    child.on("message", (/** @type {any} */ message) => {
      if (message.pid) onStart?.(message.pid);
      else ending = message;
    });
    child.on("error", (error) => child.pid ?? finish({ code: null, signal: null, error: error.message }));
    // Not "close", which does not come once this side has closed the channel.
    child.on("exit", async (code, killed) => {
      if (child.connected) await once(child, "disconnect");
      await Promise.all(streamEnds);
      finish({ code, signal: killed });
    });
  });
}

/** @param {import("node:stream").Readable} stream @param {(line: string) => void} onLine */
const readLines = (stream, onLine) =>
  new Promise((closed) => createInterface({ input: stream }).on("line", onLine).on("close", closed));

/**
 * The last lines of what a program wrote.
 *
 * @param {string} output
 */
export const tailOf = (output) => output.trimEnd().split("\n").slice(-tailLines).join("\n");

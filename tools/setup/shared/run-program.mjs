import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { messageOf } from "./failure.mjs";

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
export async function runProgram(program, programArguments, options = {}) {
  const { cwd, env = process.env, onLine, onStart, signal, inherit = false, grace = 0 } = options;
  const stream = inherit ? "inherit" : "pipe";
  const child = spawn(process.execPath, [guardian, String(grace), program, ...programArguments], {
    cwd,
    env,
    stdio: ["ignore", stream, stream, "ipc"],
    detached: process.platform !== "win32",
    windowsHide: true,
  });
  /** @type {string[]} */
  const lines = [];
  /** @param {string} line */
  const take = (line) => {
    if (lines.push(line) > 2 * keptLines) lines.splice(0, keptLines);
    onLine?.(line);
  };
  const streamEnds = [child.stdout, child.stderr].map((each) => each && readLines(each, take));
  /** @type {Partial<Ending>} */
  let ending = {};
  child.on("message", (/** @type {any} */ message) => {
    if (message.pid) onStart?.(message.pid);
    else ending = message;
  });
  const end = () => void (child.connected && child.disconnect());
  signal?.addEventListener("abort", end, { once: true });
  if (signal?.aborted) end();
  try {
    // Not "close", which does not come once this side has closed the channel.
    const [code, killed] = await once(child, "exit");
    if (child.connected) await once(child, "disconnect");
    await Promise.all(streamEnds);
    return { code, signal: killed, ...ending, output: lines.join("\n") };
  } catch (error) {
    return { code: null, signal: null, error: messageOf(error), output: "" };
  } finally {
    signal?.removeEventListener("abort", end);
  }
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

/** @param {Ending} ending */
export function endingInWords({ code, signal, error }) {
  if (error !== undefined) return error === "ENOENT" ? "the program was not found" : `not started (${error})`;
  if (signal === "SIGKILL") return "killed, perhaps because memory ran out";
  if (signal) return `ended by ${signal}`;
  return code === 0 ? "done" : `it ended with code ${code}`;
}

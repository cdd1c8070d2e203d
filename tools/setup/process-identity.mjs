import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";

/**
 * @typedef {object} ProcessIdentity what tells one process from all others, past ones included
 * @property {string} host
 * @property {number} pid
 * @property {string} [started] when it started, since numbers are given again; absent where it cannot be told
 */

/** @returns {ProcessIdentity} this process's */
export const ownIdentity = () => ({ host: hostname(), pid: process.pid, started: startOf(process.pid) });

/**
 * Whether a process of this machine still runs.
 *
 * @param {ProcessIdentity} identity
 */
export function isRunning({ pid, started }) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EPERM") return false;
  }
  return started === undefined || startOf(pid) === started;
}

/** @param {number} pid */
function startOf(pid) {
  if (process.platform === "win32") return undefined;
  if (process.platform === "linux") {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      // The second field, the program's name in brackets, may hold spaces; the 22nd is the start.
      return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
    } catch {
      return undefined;
    }
  }
  const { status, stdout } = spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
}

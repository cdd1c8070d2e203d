import { randomUUID } from "node:crypto";
import fs from "node:fs";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { attempt, codeOf, Failure } from "./shared/failure.mjs";
import { linkOrCopy } from "./shared/files.mjs";

/**
 * @typedef {object} ProcessIdentity what tells one process from all others, past ones included
 * @property {string} host
 * @property {number} pid
 * @property {string} [started] when it started, since numbers are given again; absent where Linux does not tell it
 *
 * @typedef {ProcessIdentity & { id: string, command: string }} Holder
 */

/**
 * Does work while holding a lock file, so that no other process does the same in this folder. Waits while
 * another holds it. A lock whose holder has died is taken over, and so is one of another machine or container: whether its
 * holder still runs cannot be seen from here.
 *
 * @template T
 * @param {string} file
 * @param {object} options
 * @param {string} options.command what the holder is doing, told to those who wait
 * @param {(holder: Holder) => void} options.onWait called once, if another holds the lock
 * @param {AbortSignal} [options.signal] ends the waiting
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(file, { command, onWait, signal }, work) {
  fs.mkdirSync(dirname(file), { recursive: true });
  const own = { ...ownIdentity(), id: randomUUID(), command };
  for (let told = false; !take(file, own);) {
    const holder = holderOf(file);
    if (!holder) continue;
    if (holder.host !== own.host || !isRunning(holder)) remove(file, holder);
    else {
      if (!told) onWait(holder);
      told = true;
      await pause(250, undefined, { signal }).catch(() => {
        throw new Failure("interrupted while waiting for another set-up", { interrupted: true });
      });
    }
  }
  const release = () => remove(file, own);
  process.once("exit", release);
  try {
    return await work();
  } finally {
    process.removeListener("exit", release);
    release();
  }
}

/**
 * The file appears with its content in it, never empty: it is written under another name first.
 * @param {string} file @param {Holder} holder
 */
function take(file, holder) {
  const draft = `${file}.${holder.id}`;
  try {
    fs.writeFileSync(draft, JSON.stringify(holder));
    linkOrCopy(draft, file);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  } finally {
    fs.rmSync(draft, { force: true });
  }
}

/** @param {string} file @returns {Holder | undefined} */
function holderOf(file) {
  const damaged = { host: "", pid: 0, id: "", command: "unknown" };
  try {
    return JSON.parse(fs.readFileSync(file, "utf8")) ?? damaged;
  } catch (error) {
    return codeOf(error) === "ENOENT" ? undefined : damaged;
  }
}

/**
 * Removes the lock if it is still this holder's. Two processes may find the same dead holder: each moves the
 * file aside and looks at what it got, so that neither removes the other's new lock.
 * @param {string} file @param {Holder} holder
 */
function remove(file, holder) {
  const aside = `${file}.${randomUUID()}`;
  // It fails where someone else has removed it.
  attempt(() => {
    if (holderOf(file)?.id !== holder.id) return;
    fs.renameSync(file, aside);
    if (holderOf(aside)?.id !== holder.id) fs.linkSync(aside, file);
  });
  fs.rmSync(aside, { recursive: true, force: true });
}

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
    if (codeOf(error) !== "EPERM") return false;
  }
  return started === undefined || startOf(pid) === started;
}

/** @param {number} pid */
function startOf(pid) {
  const stat = attempt(() => fs.readFileSync(`/proc/${pid}/stat`, "utf8"));
  // The second field, the program's name in brackets, may hold spaces; the 22nd is the start.
  return stat?.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
}

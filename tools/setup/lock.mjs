import { randomUUID } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Failure } from "./shared/failure.mjs";
import { isRunning, ownIdentity } from "./process-identity.mjs";

/** @typedef {import("./process-identity.mjs").ProcessIdentity & { id: string, command: string }} Holder */

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
export async function withLock(file, options, work) {
  const { command, onWait, signal } = options;
  mkdirSync(dirname(file), { recursive: true });
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
 * The file appears with its content in it, never empty: written under another name and then linked.
 * @param {string} file @param {Holder} holder
 */
function take(file, holder) {
  const draft = `${file}.${holder.id}`;
  try {
    writeFileSync(draft, JSON.stringify(holder));
    linkSync(draft, file);
    return true;
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code === "EEXIST") return false;
    // Some disks know no hard links.
    if (code === "EPERM" || code === "ENOTSUP" || code === "ENOSYS") return takeWithoutLink(file, holder);
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** @param {string} file @param {Holder} holder */
function takeWithoutLink(file, holder) {
  try {
    writeFileSync(file, JSON.stringify(holder), { flag: "wx" });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "EEXIST") return false;
    throw error;
  }
}

/** @param {string} file @returns {Holder | undefined} */
function holderOf(file) {
  const damaged = { host: "", pid: 0, id: "", command: "unknown" };
  try {
    return JSON.parse(readFileSync(file, "utf8")) ?? damaged;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "ENOENT" ? undefined : damaged;
  }
}

/**
 * Removes the lock if it is still this holder's. Two processes may find the same dead holder: each moves the
 * file aside and looks at what it got, so that neither removes the other's new lock.
 * @param {string} file @param {Holder} holder
 */
function remove(file, holder) {
  const aside = `${file}.${randomUUID()}`;
  try {
    if (holderOf(file)?.id !== holder.id) return;
    renameSync(file, aside);
    if (holderOf(aside)?.id !== holder.id) linkSync(aside, file);
  } catch {
    // Someone else has removed it.
  }
  rmSync(aside, { recursive: true, force: true });
}

import { randomUUID } from "node:crypto";
import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Failure } from "./shared/failure.mjs";
import { isRunning, ownIdentity } from "./process-identity.mjs";

/** @typedef {import("./process-identity.mjs").ProcessIdentity & { id: string, command: string }} Holder */

/**
 * Does work while holding a lock file, so that no other process does the same in this folder. Waits while
 * another holds it. A lock whose holder has died is taken over; so is one of another machine (a shared disk,
 * a container) that has not been touched for half a minute.
 *
 * @template T
 * @param {string} file
 * @param {object} options
 * @param {string} options.command what the holder is doing, told to those who wait
 * @param {(holder: Holder) => void} options.onWait called once, if another holds the lock
 * @param {AbortSignal} [options.signal] ends the waiting
 * @param {number} [options.foreignPatience] milliseconds without a heartbeat after which the lock of another
 *   machine counts as left behind; default 30 s
 * @param {number} [options.heartbeat] milliseconds between two signs of life; default 5 s
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(file, options, work) {
  const { command, onWait, signal, foreignPatience = 30_000, heartbeat = 5_000 } = options;
  mkdirSync(dirname(file), { recursive: true });
  const own = { ...ownIdentity(), id: randomUUID(), command };
  const foreign = { seen: "", since: 0 };
  for (let told = false; !take(file, own);) {
    const holder = holderOf(file);
    if (!holder) continue;
    if (isLeftBehind(file, holder, foreign, foreignPatience)) remove(file, holder);
    else {
      if (!told) onWait(holder);
      told = true;
      await pause(250, undefined, { signal }).catch(() => {
        throw new Failure("interrupted while waiting for another set-up", { interrupted: true });
      });
    }
  }
  const release = () => remove(file, own);
  const beats = setInterval(() => beat(file), heartbeat).unref();
  process.once("exit", release);
  try {
    return await work();
  } finally {
    clearInterval(beats);
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
 * @param {string} file @param {Holder} holder
 * @param {{ seen: string, since: number }} foreign the last heartbeat seen, and when: no two clocks are compared
 * @param {number} patience
 */
function isLeftBehind(file, holder, foreign, patience) {
  if (holder.host === hostname()) return !isRunning(holder);
  const beat = `${holder.id} ${statSync(file, { throwIfNoEntry: false })?.mtimeMs}`;
  if (beat !== foreign.seen) Object.assign(foreign, { seen: beat, since: performance.now() });
  return performance.now() - foreign.since > patience;
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

/** @param {string} file */
function beat(file) {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // The folder was deleted meanwhile: the work itself will say so.
  }
}

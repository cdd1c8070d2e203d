"use strict";

const interval = 1000;

/**
 * Calls back when the process that started the kernel has ended. Jupyter names it in `JPY_PARENT_PID`; a
 * kernel started in another way has no parent to die with.
 *
 * @param {string | undefined} named the process number that Jupyter gave
 * @param {() => void} onEnd
 * @returns {() => void} stops watching
 */
function watchParent(named, onEnd) {
  if (!named) return () => {};
  // On Windows Jupyter gives a handle of its own instead of a process number.
  const parent = process.platform === "win32" ? process.ppid : Number(named);
  if (!Number.isInteger(parent) || parent <= 1 || !isAlive(parent)) return () => {};
  // A dead parent that nobody has waited for still has a number; but a child that lost its parent gets another.
  const isDirect = process.ppid === parent;
  const timer = setInterval(() => {
    if (isDirect && process.platform !== "win32" ? process.ppid === parent : isAlive(parent)) return;
    clearInterval(timer);
    onEnd();
  }, interval);
  timer.unref();
  return () => clearInterval(timer);
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}

module.exports = { watchParent };

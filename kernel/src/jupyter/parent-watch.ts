const interval = 1000;

/**
 * Calls back when the process that started the kernel has ended. Jupyter names it in `JPY_PARENT_PID`; a
 * kernel started in another way has no parent to die with.
 *
 * @param named the process number that Jupyter gave
 * @returns stops watching
 */
export function watchParent(named: string | undefined, onEnd: () => void): () => void {
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

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

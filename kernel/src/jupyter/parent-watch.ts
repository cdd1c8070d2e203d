const interval = 1000;

/**
 * Calls back when the process that started the kernel has ended. Jupyter gives its number in `JPY_PARENT_PID`; a kernel
 * that was started in another way outlives its parent.
 *
 * @param named the process number that Jupyter gave
 * @returns a function that stops watching
 */
export function watchParent(named: string | undefined, onEnd: () => void): () => void {
  if (!named) return () => {};
  // On Windows Jupyter gives one of its own handles instead of a process number.
  const parent = process.platform === "win32" ? process.ppid : Number(named);
  if (!Number.isInteger(parent) || parent <= 1 || !isAlive(parent)) return () => {};
  // A zombie still has its process number, but its children get another parent.
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

// What the control thread does when nothing else ends a cell.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { Session } from "node:inspector";

/** Terminates the JavaScript that the main thread is executing, wherever it is and whatever it catches. */
export function terminateExecution() {
  const session = new Session();
  session.connectToMainThread();
  session.post("Runtime.evaluate", { expression: `(${forgetCalls.toString()})()` });
  session.post("Runtime.terminateExecution", () => session.disconnect());
}

/**
 * Empties Node's stack of asynchronous calls. Up to Node 22 terminated functions stay on this stack, which Node checks.
 * Runs in the main thread.
 */
function forgetCalls() {
  const { noDeprecation } = process;
  process.noDeprecation = true; // the deprecated call is not the learner's
  const inner = process as unknown as { binding(name: string): { clearAsyncIdStack?(): void } };
  inner.binding("async_wrap").clearAsyncIdStack?.();
  process.noDeprecation = noDeprecation;
}

/**
 * Reports how many bytes of the main thread's heap are in use, even while its code is running.
 *
 * @param collects whether garbage is collected first, which V8 keeps until it needs the space
 */
export function heapUsage(onKnown: (bytes: number) => void, collects = false) {
  const session = new Session();
  session.connectToMainThread();
  if (collects) session.post("Runtime.evaluate", { expression: `(${collectGarbage.toString()})()` });
  session.post("Runtime.getHeapUsage", (error, usage) => {
    session.disconnect();
    if (!error && usage) onKnown((usage as { usedSize: number }).usedSize);
  });
}

/** Collects all garbage. Runs in the main thread. */
export function collectGarbage() {
  process.getBuiltinModule("node:v8").setFlagsFromString("--expose-gc");
  (process.getBuiltinModule("node:vm").runInNewContext("gc") as () => void)();
}

/** Sends a signal to the programs that the kernel has started, as Ctrl-C in a terminal does. */
export function signalChildren(signal: "SIGINT" | "SIGTERM") {
  for (const child of descendants(process.pid)) {
    try {
      process.kill(child, signal);
    } catch {
      // It has ended meanwhile.
    }
  }
}

/** The children of a process, and theirs: a shell waits for the programs that it has started. */
function descendants(pid: number): number[] {
  return childrenOf(pid).flatMap((child) => [child, ...descendants(child)]);
}

function childrenOf(pid: number): number[] {
  try {
    const tasks = `/proc/${pid}/task`;
    const lists =
      process.platform === "linux"
        ? readdirSync(tasks).map((task) => readFileSync(`${tasks}/${task}/children`, "utf8"))
        : [spawnSync("pgrep", ["-P", String(pid)], { encoding: "utf8" }).stdout];
    return lists.join(" ").split(/\s+/).filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

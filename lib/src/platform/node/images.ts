import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Piscina } from "piscina";
import type { Decoded, Decoders, Images } from "../platform";
import { decodeFiles } from "./decode-image";

/** So that a thread has a next task while the main thread trains and hands out none. */
const tasksPerThread = 4;

/** Worker threads run compiled code, also where the library itself is run from its source, as in tests. */
const compiledWorker = __filename.endsWith(".ts")
  ? join(__dirname, "..", "..", "..", "dist", "platform", "node", "decode-image.js")
  : join(__dirname, "decode-image.js");

/**
 * Starts worker threads for decoding, as `Images.decoders` says.
 *
 * @param file the compiled module whose `decodeInWorker` they run
 */
export function decoders(threads: number, file = compiledWorker): Decoders {
  if (threads === 0) return { run: decodeFiles, close: () => Promise.resolve() };
  const pool = new Piscina({
    ...{ filename: file, name: "decodeInWorker", minThreads: threads, maxThreads: threads },
    concurrentTasksPerWorker: tasksPerThread,
    // A thread that is blocked while it waits would leave no turn to what sharp still has to do in it.
    ...{ atomics: "disabled" as const, recordTiming: false },
  });
  /** The tasks under way, and how each is made to fail. */
  const underWay = new Map<Promise<Decoded>, (reason: Error) => void>();
  let broken: Error | undefined;
  // Without a listener the event would end the process; without `fail` a task could wait forever for a thread.
  pool.on("error", (error: Error) => {
    broken ??= error;
    for (const fail of underWay.values()) fail(broken);
  });
  let closed: Promise<void> | undefined;
  return {
    run(task) {
      if (broken) return Promise.reject(broken);
      let fail: (reason: Error) => void = () => undefined;
      // Not a race with a promise that lives as long as the pool: it would hold on to the result of every task.
      const work = new Promise<Decoded>((resolve, reject) => {
        fail = reject;
        (pool.run(task) as Promise<Decoded>).then(resolve, reject);
      });
      underWay.set(work, fail);
      const over = () => void underWay.delete(work);
      work.then(over, over);
      return work;
    },
    // Not the pool's own `close`, which drops what is queued, and waits 30 s for a thread that has ended.
    close: () => (closed ??= Promise.allSettled(underWay.keys()).then(() => pool.destroy())),
  };
}

export const images: Images = {
  threads: availableParallelism(),
  tasksPerThread,
  decoders,
};

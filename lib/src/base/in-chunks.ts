import { watchForInterrupt } from "./interrupt";
import { progressBar } from "./progress-bar";

/** How `inChunks` goes about it. */
export interface ChunkOptions {
  /** How many items make a chunk. */
  size: number;
  /** What is going on, as in "resizing". */
  label: string;
  /** Whether to show a progress bar. Default: true. */
  showProgress?: boolean | undefined;
  /** Ends the work, with the signal's reason. */
  signal?: AbortSignal | undefined;
}

/**
 * Goes through n images in chunks, with a bar that follows, and lets interrupts through between two chunks.
 *
 * @param caller the function on whose behalf it works, for the message of an interrupt
 * @returns the first index of each chunk and the one behind its last
 * @throws InterruptedError when interrupted; the signal's reason when aborted
 */
export async function* inChunks(
  caller: string,
  n: number,
  { size, label, showProgress = true, signal }: ChunkOptions,
): AsyncGenerator<[start: number, end: number], void, undefined> {
  const bar = showProgress ? progressBar(label, n, { unit: "images" }) : undefined;
  await Promise.resolve();
  const interrupt = watchForInterrupt(caller);
  try {
    for (let start = 0; start < n; start += size) {
      await interrupt.pause();
      signal?.throwIfAborted();
      const end = Math.min(start + size, n);
      yield [start, end];
      bar?.update(end);
    }
    await interrupt.pause();
  } finally {
    bar?.end();
    interrupt.end();
  }
}

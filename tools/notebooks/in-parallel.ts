import { availableParallelism, freemem } from "node:os";

/** Memory that one kernel and its nbconvert take, in bytes. */
const memoryPerNotebook = 600e6;

/**
 * How many notebooks to execute at once: one per core, as far as memory allows.
 *
 * @param machine memory: free, in bytes; default: this machine's, or what a container allows where that is less
 */
export function notebooksAtOnce({
  cores = availableParallelism(),
  memory = Math.min(process.availableMemory(), freemem()),
}: { cores?: number; memory?: number } = {}) {
  return Math.max(1, Math.min(cores, Math.floor(memory / memoryPerNotebook)));
}

/**
 * Calls a function for each item, so many at once, and returns the results in the items' order. After a
 * rejection no other item is begun.
 */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  // Unlike a list's own iterator, this one ends for all workers when one of them throws.
  const queue = (function* () {
    yield* items.entries();
  })();
  const worker = async () => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}

import { availableParallelism, freemem } from "node:os";

/** Memory that one kernel and its nbconvert take, in bytes. */
const memoryPerNotebook = 600e6;

/**
 * How many notebooks to execute at once: one per core, as far as memory allows.
 *
 * @param machine memory: free, in bytes; default: this machine's
 */
export function notebooksAtOnce({
  cores = availableParallelism(),
  memory = freeMemory(),
}: { cores?: number; memory?: number } = {}) {
  return Math.max(1, Math.min(cores, Math.floor(memory / memoryPerNotebook)));
}

/** What a container allows, where it allows less than the machine has. */
function freeMemory() {
  const { availableMemory } = process as { availableMemory?: () => number };
  return Math.min(availableMemory?.() ?? Infinity, freemem());
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
  let next = 0;
  let failed = false;
  const worker = async () => {
    while (next < items.length && !failed) {
      const index = next++;
      try {
        results[index] = await work(items[index]);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  return results;
}

import { availableParallelism, freemem } from "node:os";

/** Memory that one kernel and its nbconvert take, in bytes. */
const memoryPerNotebook = 600e6;

/**
 * How many notebooks to execute at once: one per core, as far as memory allows.
 *
 * @param {{ cores?: number, memory?: number }} [machine] memory: free, in bytes; default: this machine's
 */
export function notebooksAtOnce({ cores = availableParallelism(), memory = freeMemory() } = {}) {
  return Math.max(1, Math.min(cores, Math.floor(memory / memoryPerNotebook)));
}

/** What a container allows, where it allows less than the machine has. */
function freeMemory() {
  const { availableMemory } = /** @type {{ availableMemory?: () => number }} */ (process);
  return Math.min(availableMemory?.() ?? Infinity, freemem());
}

/**
 * Calls a function for each item, so many at once, and returns the results in the items' order. After a
 * rejection no other item is begun.
 *
 * @template Item, Result
 * @param {readonly Item[]} items
 * @param {number} atOnce
 * @param {(item: Item) => Promise<Result>} work
 * @returns {Promise<Result[]>}
 */
export async function inParallel(items, atOnce, work) {
  /** @type {Result[]} */
  const results = [];
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

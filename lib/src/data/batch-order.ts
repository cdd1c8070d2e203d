import { assertOneOf, assertWhole } from "../base/assertions";
import type { Random } from "../base/random";

/** What becomes of the samples left over when n is not a multiple of the batch size. */
export type LastBatch = "keep" | "drop" | "fill";

/** How an epoch is cut into batches. */
export interface BatchOptions {
  /** B, the number of samples in a batch, from 1 to n. */
  batchSize: number;
  /** Puts the samples into a new random order for the epoch. Default: the order of the data set. */
  random?: Pick<Random, "permutation"> | undefined;
  /**
   * `keep`: the last batch is smaller. `drop`: it is left out. `fill`: it is filled up with samples from the
   * next epoch's order. Default: `keep`.
   */
  lastBatch?: LastBatch | undefined;
}

/**
 * The indices of the samples of each batch of one epoch.
 *
 * @param n the number of samples
 * @throws RangeError if the batch size is not a whole number from 1 to n, or `lastBatch` is none of the three
 */
export function batchOrder(
  n: number,
  { batchSize, random, lastBatch = "keep" }: BatchOptions,
): Uint32Array[] {
  assertWhole("batches", "batchSize", batchSize, 1, n);
  assertOneOf("batches", "lastBatch", lastBatch, ["keep", "drop", "fill"]);
  const order = random ? random.permutation(n) : new Uint32Array(n).map((_, i) => i);
  const whole = Math.floor(n / batchSize) * batchSize;
  const batches: Uint32Array[] = [];
  for (let start = 0; start < whole; start += batchSize)
    batches.push(order.subarray(start, start + batchSize));

  const rest = order.subarray(whole);
  if (rest.length > 0 && lastBatch === "keep") batches.push(rest);
  if (rest.length > 0 && lastBatch === "fill") {
    const filled = new Uint32Array(batchSize);
    filled.set(rest);
    filled.set((random ? random.permutation(n) : order).subarray(0, batchSize - rest.length), rest.length);
    batches.push(filled);
  }
  return batches;
}

/** How `shuffleInBlocks` goes about it. */
export interface BlockShuffleOptions {
  /** How many samples that lie next to each other make a block, a whole number ≥ 1. Default: 1000. */
  blockSize?: number;
  /** How many blocks, from anywhere in the data, are mixed with each other, a whole number ≥ 1. Default: 10. */
  together?: number;
}

/**
 * A cheaper shuffle for data in a file, where each sample read by itself is a read of its own: whole blocks come in
 * random order, and within some blocks at a time the samples come in random order. Each sample is visited once an
 * epoch, but not each order is possible: if the file is sorted, batches differ
 * more from each other than with a full shuffle.
 *
 * @example batches(file, { batchSize: 1000, random: shuffleInBlocks(random(1), { blockSize: 1000 }) });
 * @param random where the order comes from
 * @returns what `batches` and `train` take for `random`
 * @throws RangeError if an option is out of range
 */
export function shuffleInBlocks(
  random: Random,
  { blockSize = 1000, together = 10 }: BlockShuffleOptions = {},
): Pick<Random, "permutation"> {
  assertWhole("shuffleInBlocks", "blockSize", blockSize, 1);
  assertWhole("shuffleInBlocks", "together", together, 1);
  return {
    permutation(n) {
      const blocks = random.permutation(Math.ceil(n / blockSize));
      const order = new Uint32Array(n);
      let filled = 0;
      for (let first = 0; first < blocks.length; first += together) {
        const begun = filled;
        for (const block of blocks.subarray(first, first + together)) {
          const end = Math.min(n, (block + 1) * blockSize);
          for (let i = block * blockSize; i < end; i++) order[filled++] = i;
        }
        random.shuffle(order.subarray(begun, filled));
      }
      return order;
    },
  };
}

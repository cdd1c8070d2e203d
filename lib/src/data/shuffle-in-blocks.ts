import { assertWhole } from "../base/assertions";
import type { Random } from "../base/random";

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
 * @example batches(file, { batchSize: 1000, shuffle: shuffleInBlocks(random(1), { blockSize: 1000 }) });
 * @param random where the order comes from
 * @returns what `batches` and `train` take for `shuffle`
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

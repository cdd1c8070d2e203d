import { assertWhole } from "../base/assertions";
import type { Random } from "../base/random";

/** What becomes of the samples left over when n is not a multiple of the batch size. */
export type LastBatch = "keep" | "drop" | "fill";

/** How an epoch is cut into batches. */
export interface BatchOptions {
  /** B, the number of samples in a batch, from 1 to n. */
  batchSize: number;
  /** Puts the samples into a new random order for the epoch. Default: the order of the data set. */
  shuffle?: Pick<Random, "permutation"> | undefined;
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
  { batchSize, shuffle, lastBatch = "keep" }: BatchOptions,
): Uint32Array[] {
  assertWhole("batches", "batchSize", batchSize, 1, n);
  if (!["keep", "drop", "fill"].includes(lastBatch)) {
    throw new RangeError(`batches: lastBatch must be keep, drop or fill, got ${JSON.stringify(lastBatch)}.`);
  }
  const order = shuffle ? shuffle.permutation(n) : new Uint32Array(n).map((_, i) => i);
  const whole = Math.floor(n / batchSize) * batchSize;
  const batches: Uint32Array[] = [];
  for (let start = 0; start < whole; start += batchSize)
    batches.push(order.subarray(start, start + batchSize));

  const rest = order.subarray(whole);
  if (rest.length > 0 && lastBatch === "keep") batches.push(rest);
  if (rest.length > 0 && lastBatch === "fill") {
    const filled = new Uint32Array(batchSize);
    filled.set(rest);
    filled.set((shuffle ? shuffle.permutation(n) : order).subarray(0, batchSize - rest.length), rest.length);
    batches.push(filled);
  }
  return batches;
}

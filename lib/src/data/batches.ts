import * as tf from "@tensorflow/tfjs";
import { type BatchOptions, batchOrder } from "./batch-order";
import type { Dataset, Samples } from "./dataset";
import { watchForInterrupt } from "../base/interrupt";
import { prefetch } from "./prefetch";
import { assertWhole } from "../base/assertions";
import { assertShapes, vectorOf } from "../base/shapes";

/** A few samples as tensors. They are disposed of when the loop asks for the next batch. */
export interface Batch {
  /** Features, [size, d]. */
  readonly X: tf.Tensor2D;
  /** Targets in float32 or class labels in int32, [size]. */
  readonly y: tf.Tensor1D;
  /** The true number of samples, which in the last batch may be below the batch size. */
  readonly size: number;
  /** Which samples they are. */
  readonly indices: Uint32Array;
}

/** How an epoch is cut into batches, and how they are read. */
export interface BatchesOptions extends BatchOptions {
  /** How many batches to read ahead while one is in use, of a data set that is read from a file. Default: 0. */
  ahead?: number | undefined;
  /**
   * Writes each batch of a data set in memory over the one before, which takes a third of the time of new memory
   * for each. X and whatever may share memory with it, as a clone, a slice, or what `X.dataSync()` returned, must
   * then not be kept beyond its turn in the loop. `train` and `evaluate` do so. Default: false.
   */
  reuseMemory?: boolean | undefined;
}

/**
 * One epoch over a data set, batch by batch: `for await (const { X, y } of batches(data, { batchSize: 256 }))`.
 * The tensors of a batch live until the next one is asked for, or the loop is left in whatever way; keep one
 * with `tf.keep(X.clone())`. An interrupt ends the loop between two batches.
 *
 * @param dataset where the samples come from
 * @param options the batch size, whether and how to shuffle, what to do with an incomplete last batch,
 *   how many batches to read ahead
 * @throws RangeError on the first use if the options are out of range; ShapeError if the data set reads too few or too many
 *   numbers; InterruptedError when interrupted
 */
export async function* batches(
  dataset: Dataset,
  { ahead = 0, reuseMemory = false, ...options }: BatchesOptions,
): AsyncGenerator<Batch, void, undefined> {
  const order = batchOrder(dataset.n, options);
  assertWhole("batches", "ahead", ahead, 0);
  await Promise.resolve();
  const interrupt = watchForInterrupt("batches");
  try {
    const memory = reuseMemory && ahead === 0 ? new Float32Array(order[0].length * dataset.d) : undefined;
    const reads = readEach(dataset, order, memory);
    for await (const { indices, samples } of ahead > 0 ? prefetch(reads, { ahead }) : reads) {
      await interrupt.pause();
      const size = indices.length;
      const { X, y } = tensorsOf(samples, size, dataset.d);
      interrupt.handOver();
      try {
        yield { X, y, size, indices };
      } finally {
        interrupt.takeBack();
        tf.dispose([X, y]);
      }
    }
    // For an interrupt that came during the last batch.
    await interrupt.pause();
  } finally {
    interrupt.end();
  }
}

/** @throws ShapeError unless a data set has read as many numbers as its d says */
function tensorsOf({ X, y }: Samples, size: number, d: number) {
  const what = `dataset.read of ${size} samples of d = ${d}`;
  assertShapes("batches", {
    [`X of ${what}`]: [vectorOf(X), [size * d]],
    [`y of ${what}`]: [vectorOf(y), [size]],
  });
  return {
    X: tf.tensor2d(X, [size, d]),
    y: tf.tensor1d(y, y instanceof Int32Array ? "int32" : "float32"),
  };
}

async function* readEach(dataset: Dataset, order: Uint32Array[], memory: Float32Array | undefined) {
  for (const indices of order) yield { indices, samples: await dataset.read(indices, memory) };
}

import { assertFinite, assertRows, assertWhole, type Rows } from "../base/assertions";
import { assertShapes, ShapeError } from "../base/shapes";

/** A few samples as plain numbers: X of shape [size, d] row after row, and one target or label per sample. */
export interface Samples {
  readonly X: Float32Array;
  readonly y: Float32Array | Int32Array;
}

/** One sample on its way to a file. */
export interface Sample {
  /** Its features, d numbers. */
  readonly x: ArrayLike<number>;
  /** Its target, or its class. */
  readonly y: number;
}

/** Samples that can be read in any order, wherever they lie. `batches` goes through them. */
export interface Dataset {
  /** The number of samples. */
  readonly n: number;
  /** The number of features. */
  readonly d: number;
  /**
   * The samples with these indices, each from 0 to n − 1, in this order, in arrays of their own. An index may come
   * more than once; no index gives empty arrays.
   *
   * @param memory room to put X in instead, size · d numbers or more; a data set may ignore it
   * @throws RangeError if an index is n or more; TypeError if the indices are not a Uint32Array
   */
  read(indices: Uint32Array, memory?: Float32Array): Samples | Promise<Samples>;
}

/** A data set that lies in memory: X of shape [n, d] row after row, y of shape [n]. */
export interface MemoryDataset extends Dataset, Samples {}

/**
 * Samples in memory, from rows of features or from one flat array of them.
 *
 * @param X n rows of d features, or a Float32Array of n · d numbers, row after row; it is not copied
 * @param y n targets; an Int32Array for class labels. Float arrays other than Float32Array are converted
 * @throws RangeError if the data set is empty or a number is not finite; ShapeError if the sizes disagree
 */
export function memoryDataset(X: Float32Array | Rows, y: ArrayLike<number>): MemoryDataset {
  const n = y.length;
  assertWhole("memoryDataset", "the number of samples", n, 1);
  const features = X instanceof Float32Array ? X : flatten(X, n);
  const d = features.length / n;
  if (!Number.isInteger(d) || d === 0) {
    throw new ShapeError(
      `memoryDataset: X must have n · d numbers for the n = ${n} targets of y, got ${features.length}.`,
    );
  }
  // A number beyond float32 has become infinite by now.
  assertFinite("memoryDataset", "X", features);
  const targets = y instanceof Int32Array || y instanceof Float32Array ? y : Float32Array.from(y);
  assertFinite("memoryDataset", "y", targets);
  return {
    ...{ n, d, X: features, y: targets },
    read: (indices, memory) => samplesOf(features, targets, d, indices, memory),
  };
}

function flatten(X: Rows, targets: number): Float32Array {
  const [n, d] = assertRows("memoryDataset", "X", X);
  assertShapes("memoryDataset", { X: [{ shape: [n, d] }, [targets, "d"]] });
  const flat = new Float32Array(n * d);
  for (let i = 0; i < n; i++) flat.set(X[i], i * d);
  return flat;
}

/**
 * Copies of the samples with these indices, of X, [n, d] row after row, and y, [n].
 *
 * @param memory room for the copy of X, size · d numbers or more. Default: new memory
 * @throws RangeError if an index is out of range or there is too little room
 */
export function samplesOf(
  X: Float32Array,
  y: Float32Array | Int32Array,
  d: number,
  indices: Uint32Array,
  memory?: Float32Array,
): Samples {
  assertIndices(y.length, indices);
  const numbers = indices.length * d;
  if (memory && memory.length < numbers) {
    throw new RangeError(`Dataset.read: memory must have room for ${numbers} numbers, got ${memory.length}.`);
  }
  const rows = memory?.subarray(0, numbers) ?? new Float32Array(numbers);
  const targets = y instanceof Int32Array ? new Int32Array(indices.length) : new Float32Array(indices.length);
  for (let i = 0; i < indices.length; i++) {
    const row = indices[i];
    // For narrow rows a loop is faster than making a view for each.
    if (d < 16) for (let j = 0; j < d; j++) rows[i * d + j] = X[row * d + j];
    else rows.set(X.subarray(row * d, (row + 1) * d), i * d);
    targets[i] = y[row];
  }
  return { X: rows, y: targets };
}

/**
 * Checks the indices that `read` of a data set was given; there may be none.
 *
 * @param n how many samples the data set has
 * @throws RangeError or TypeError, the same for every data set, that says what was given instead
 */
export function assertIndices(n: number, indices: Uint32Array): void {
  const kind = Object.prototype.toString.call(indices).slice(8, -1);
  const wanted = `Dataset.read: indices must be a Uint32Array of whole numbers from 0 to ${n - 1}`;
  if (kind !== "Uint32Array") {
    throw new TypeError(`${wanted}, got the type ${kind}. Uint32Array.of(0, 1) makes such a list.`);
  }
  const beyond = indices.findIndex((index) => index >= n);
  if (beyond < 0) return;
  throw new RangeError(`${wanted}, got ${indices[beyond]} at place ${beyond} of ${indices.length}.`);
}

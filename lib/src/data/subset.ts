import { assertWhole } from "../base/assertions";
import { memoryDataset, type MemoryDataset } from "./dataset";
import { imageDataset, type ImageDataset } from "./image-dataset";

/**
 * Some samples of a data set as a data set of their own, in the order of the indices; images stay images, with the same
 * classes. The samples are copied. With `random(seed).permutation(n)` it splits a data set at random; an index may
 * appear more than once, as in a bootstrap sample.
 *
 * @param dataset a data set in memory
 * @param indices at least one index, each from 0 to n − 1
 * @throws RangeError if there is none, or one is out of range
 */
export function subset(dataset: ImageDataset, indices: ArrayLike<number>): ImageDataset;
export function subset(dataset: MemoryDataset, indices: ArrayLike<number>): MemoryDataset;
export function subset(dataset: MemoryDataset | ImageDataset, indices: ArrayLike<number>): MemoryDataset {
  assertWhole("subset", "the number of indices", indices.length, 1);
  for (let i = 0; i < indices.length; i++)
    assertWhole("subset", `indices[${i}]`, indices[i], 0, dataset.n - 1);
  const { d } = dataset;
  const y =
    dataset.y instanceof Int32Array ? new Int32Array(indices.length) : new Float32Array(indices.length);
  for (let i = 0; i < y.length; i++) y[i] = dataset.y[indices[i]];
  if (!("pixels" in dataset)) return memoryDataset(rows(dataset.X, d, indices), y);
  const { height, width, classes } = dataset;
  return imageDataset({ pixels: rows(dataset.pixels, d, indices), labels: y, height, width, classes });
}

/** The rows with these indices of a matrix with d columns, in an array of the same type. */
function rows<T extends Float32Array | Uint8Array>(matrix: T, d: number, indices: ArrayLike<number>): T {
  const chosen = new (matrix.constructor as new (length: number) => T)(indices.length * d);
  for (let i = 0; i < indices.length; i++) {
    chosen.set(matrix.subarray(indices[i] * d, (indices[i] + 1) * d), i * d);
  }
  return chosen;
}

import { assertDifferent, assertLabelValues, assertWhole } from "../base/assertions";
import { assertShapes, vectorOf } from "../base/shapes";
import { assertIndices, memoryDataset, type MemoryDataset, samplesOf } from "./dataset";

/** Labelled grey images in memory: as samples of d = height · width features, and as pixels to look at. */
export interface ImageDataset extends MemoryDataset {
  /**
   * The pixels divided by 255, [n, height · width], from 0 to 1. Unless they were given, they are computed when they
   * are first asked for. They take four times the memory of the pixels. Reading samples asks for them unless they take
   * more than 256 MiB.
   */
  readonly X: Float32Array;
  /** Labels, from 0 to the number of classes − 1. */
  readonly y: Int32Array;
  /** Grey levels from 0 (black) to 255 (white), [n, height, width]. */
  readonly pixels: Uint8Array;
  /** In pixels. */
  readonly height: number;
  /** In pixels. */
  readonly width: number;
  /** The classes' names in the order of the labels. */
  readonly classes: readonly string[];
}

/** What a set of images is made of. */
export interface LabeledImages {
  /** Grey levels, [n, height, width]; not copied. */
  pixels: Uint8Array;
  /** The pixels divided by 255, as `scalePixels` computes them; not copied. Default: computed when asked for. */
  X?: Float32Array | undefined;
  /** A label for each image. An Int32Array is not copied. */
  labels: ArrayLike<number>;
  height: number;
  width: number;
  classes: readonly string[];
}

/**
 * A data set of grey images in memory.
 *
 * @throws RangeError if the data set is empty, a label is not a whole number from 0 to the number of classes − 1, or a class's
 *   name appears twice; ShapeError if the pixels are not as many as the labels say, or X has another length;
 *   TypeError if the pixels are not bytes
 */
export function imageDataset({ pixels, X, labels, height, width, classes }: LabeledImages): ImageDataset {
  const n = labels.length;
  const d = height * width;
  assertWhole("imageDataset", "height", height, 1);
  assertWhole("imageDataset", "width", width, 1);
  assertWhole("imageDataset", "the number of images", n, 1);
  assertShapes("imageDataset", { pixels: [vectorOf(pixels), [n * d]] });
  if (X) assertShapes("imageDataset", { X: [vectorOf(X), [n * d]] });
  // Not instanceof, which fails for an array from another realm.
  if (Object.prototype.toString.call(pixels) !== "[object Uint8Array]") {
    throw new TypeError("imageDataset: pixels must be a Uint8Array, one byte from 0 to 255 per pixel.");
  }
  assertDifferent("imageDataset", "classes", classes);
  assertLabelValues("imageDataset", "labels", labels, classes.length);
  const y = labels instanceof Int32Array ? labels : Int32Array.from(labels);
  const allRows = () => (X ??= scalePixels(pixels, new Float32Array(pixels.length)));
  return {
    ...{ n, d, y, pixels, height, width, classes },
    get X() {
      return allRows();
    },
    read(indices, memory) {
      // Copying rows of X takes half the time, where there is room for X.
      if (X || pixels.length <= mostFloats) return samplesOf(allRows(), y, d, indices, memory);
      assertIndices(n, indices);
      const rows = new Float32Array(indices.length * d);
      indices.forEach((index, i) => scalePixels(pixels.subarray(index * d, (index + 1) * d), rows, i * d));
      return { X: rows, y: Int32Array.from(indices, (index) => y[index]) };
    },
  };
}

/** Up to so many numbers of X (256 MiB) `read` makes X for itself. */
const mostFloats = 2 ** 26;

/** More than 4 GiB are not put into one array. */
const mostBytes = 2 ** 32;

/** An array for the pixels of n square images. @throws RangeError with the cure if they would take more than 4 GiB */
export function roomForImages(caller: string, n: number, side: number, cure: string): Uint8Array {
  if (n * side * side <= mostBytes) return new Uint8Array(n * side * side);
  throw new RangeError(
    `${caller}: ${n} images of ${side} × ${side} pixels must take at most 4 GiB, got ${n * side * side} bytes. ${cure}.`,
  );
}

/**
 * Grey levels, 0 to 255, divided by 255.
 *
 * @param pixels all of them, or a part
 * @param X where they go
 * @param start the index in `X` of the first one
 * @returns X
 */
export function scalePixels(pixels: Uint8Array, X: Float32Array, start = 0): Float32Array {
  const fours = pixels.length - (pixels.length % 4);
  // Four in a turn of the loop take three quarters of the time that four turns take.
  for (let i = 0, to = start; i < fours; i += 4, to += 4) {
    X[to] = shades[pixels[i]];
    X[to + 1] = shades[pixels[i + 1]];
    X[to + 2] = shades[pixels[i + 2]];
    X[to + 3] = shades[pixels[i + 3]];
  }
  for (let i = fours; i < pixels.length; i++) X[start + i] = shades[pixels[i]];
  return X;
}

/** Each grey level divided by 255: looking it up is faster than dividing, and gives the same. */
const shades = Float32Array.from({ length: 256 }, (_, grey) => grey / 255);

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
  const chosen = Uint32Array.from(indices);
  if (!("pixels" in dataset)) {
    const { X, y } = samplesOf(dataset.X, dataset.y, d, chosen);
    return memoryDataset(X, y);
  }
  const { height, width, classes } = dataset;
  const pixels = new Uint8Array(chosen.length * d);
  chosen.forEach((index, i) => pixels.set(dataset.pixels.subarray(index * d, (index + 1) * d), i * d));
  const labels = Int32Array.from(chosen, (index) => dataset.y[index]);
  return imageDataset({ pixels, labels, height, width, classes });
}

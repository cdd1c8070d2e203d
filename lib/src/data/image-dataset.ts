import { assertWhole } from "../base/assertions";
import { ShapeError } from "../base/shapes";
import { assertIndices, type MemoryDataset, samplesOf } from "./dataset";

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
  assertWhole("imageDataset", "height", height, 1);
  assertWhole("imageDataset", "width", width, 1);
  if (n === 0) throw new RangeError("imageDataset: at least one image is needed, got no label.");
  const d = height * width;
  if (pixels.length !== n * d) {
    throw new ShapeError(
      `imageDataset: pixels must have n · height · width = ${n} · ${height} · ${width} = ${n * d} numbers, got ` +
        `${pixels.length}.`,
    );
  }
  if (Object.prototype.toString.call(pixels) !== "[object Uint8Array]") {
    throw new TypeError("imageDataset: pixels must be a Uint8Array, one byte from 0 to 255 a pixel.");
  }
  if (X && X.length !== pixels.length) {
    throw new ShapeError(
      `imageDataset: X must have a number for each of the ${pixels.length} pixels, got ${X.length}.`,
    );
  }
  if (new Set(classes).size !== classes.length) {
    throw new RangeError(`imageDataset: classes must be different names, got ${classes.join(", ")}.`);
  }
  for (let i = 0; i < n; i++) {
    if (Number.isInteger(labels[i]) && labels[i] >= 0 && labels[i] < classes.length) continue;
    throw new RangeError(
      `imageDataset: labels must be whole numbers from 0 to ${classes.length - 1} for ${classes.length} classes, got ` +
        `${labels[i]} at index ${i}.`,
    );
  }
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

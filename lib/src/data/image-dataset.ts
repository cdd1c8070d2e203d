import { assertWhole } from "../tensor/numbers";
import { ShapeError } from "../tensor/shapes";
import { type MemoryDataset, samplesOf } from "./dataset";

/** Labelled grey images in memory: as samples of d = height · width features, and as pixels to look at. */
export interface ImageDataset extends MemoryDataset {
  /**
   * The pixels divided by 255, [n, height · width], from 0 to 1. They are computed when they are first asked for, and
   * take four times the memory of the pixels. Reading samples asks for them unless they take more than 256 MiB.
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
export interface Images {
  /** Grey levels, [n, height, width]; not copied. */
  pixels: Uint8Array;
  /** A label for each image. An Int32Array is not copied. */
  labels: ArrayLike<number>;
  height: number;
  width: number;
  classes: readonly string[];
}

/**
 * A data set of grey images in memory.
 *
 * @throws RangeError if there is no image, a label is no whole number from 0 to the number of classes − 1, or a class's
 *   name appears twice; ShapeError if the pixels are not as many as the labels say
 */
export function imageDataset({ pixels, labels, height, width, classes }: Images): ImageDataset {
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
  let X: Float32Array | undefined;
  const allRows = () => (X ??= scaled(pixels));
  return {
    ...{ n, d, y, pixels, height, width, classes },
    get X() {
      return allRows();
    },
    read(indices, memory) {
      // Copying rows of X takes half the time, where there is room for X.
      if (X || pixels.length <= mostFloats) return samplesOf(allRows(), y, d, indices, memory);
      const rows = new Float32Array(indices.length * d);
      for (let i = 0; i < indices.length; i++) {
        const from = indices[i] * d;
        for (let j = 0, to = i * d; j < d; j++, to++) rows[to] = shades[pixels[from + j]];
      }
      return { X: rows, y: Int32Array.from(indices, (index) => y[index]) };
    },
  };
}

/** Up to so many numbers of X (256 MiB) `read` makes X for itself. */
const mostFloats = 2 ** 26;

/** Each grey level divided by 255: looking it up is faster than dividing, and gives the same. */
const shades = Float32Array.from({ length: 256 }, (_, grey) => grey / 255);

function scaled(pixels: Uint8Array): Float32Array {
  const X = new Float32Array(pixels.length);
  const fours = X.length - (X.length % 4);
  // Four in a turn of the loop take three quarters of the time that four turns take.
  for (let i = 0; i < fours; i += 4) {
    X[i] = shades[pixels[i]];
    X[i + 1] = shades[pixels[i + 1]];
    X[i + 2] = shades[pixels[i + 2]];
    X[i + 3] = shades[pixels[i + 3]];
  }
  for (let i = fours; i < X.length; i++) X[i] = shades[pixels[i]];
  return X;
}

import * as tf from "@tensorflow/tfjs";
import type { ImageDataset } from "../../data/image-dataset";
import { watchForInterrupt } from "../../base/interrupt";
import { progressBar } from "../../base/progress-bar";

/** Sums over all images of products of their features: grey levels from 0 to 255, and a 1 after them. */
export interface PixelMoments {
  /** Σ xⱼxₖ, d + 1 rows of d + 1 numbers; the last row holds the sums of the features, and n. */
  readonly products: Float64Array[];
  /** Σ over the images of each class of xⱼ: d + 1 rows of q numbers; the last row counts the classes. */
  readonly byClass: Float64Array[];
}

/** The most images whose sums of products of grey levels are below 2²⁴: 258 · 255² = 16,776,450. */
const chunk = Math.floor((2 ** 24 - 1) / 255 ** 2);

/**
 * Goes through the images once, 258 at a time. With the row Z = [x, 1, eᵧ] of each image, eᵧ being the one-hot code of
 * its label, all the sums of these 258 are in ZᵀZ. They are whole numbers below 2²⁴, which float32 holds exactly in
 * whatever order they are added, so that the result is exact on every backend. The sums over all images are kept in
 * float64, which is exact up to 2⁵³.
 *
 * @throws InterruptedError when interrupted
 */
export async function pixelMoments(images: ImageDataset, showProgress: boolean): Promise<PixelMoments> {
  const { n, d } = images;
  const q = images.classes.length;
  const width = d + 1 + q;
  const sums = new Float64Array((d + 1) * width);
  const bar = showProgress ? progressBar("products of pixels", n, { unit: "images" }) : undefined;
  await Promise.resolve();
  const interrupt = watchForInterrupt("leastSquaresClassifier");
  try {
    for (let begin = 0; begin < n; begin += chunk) {
      const end = Math.min(begin + chunk, n);
      // Summed inside, since tidy inspects every number of an array that it returns.
      tf.tidy(() => {
        const Z = tf.tensor2d(rowsOf(images, begin, end), [end - begin, width]);
        // matMul can transpose by itself, but takes ten times as long on WebAssembly.
        const ofChunk = tf.matMul(Z.transpose(), Z).dataSync();
        for (let i = 0; i < sums.length; i++) sums[i] += ofChunk[i];
      });
      bar?.update(end);
      await interrupt.pause();
    }
  } finally {
    interrupt.end();
    bar?.end();
  }
  const columns = (from: number, to: number) =>
    Array.from({ length: d + 1 }, (_, j) => sums.subarray(j * width + from, j * width + to));
  return { products: columns(0, d + 1), byClass: columns(d + 1, width) };
}

/** The rows [x, 1, eᵧ] of images, one after the other. */
function rowsOf({ pixels, y, d, classes }: ImageDataset, begin: number, end: number): Float32Array {
  const width = d + 1 + classes.length;
  const rows = new Float32Array((end - begin) * width);
  for (let i = begin; i < end; i++) {
    const start = (i - begin) * width;
    rows.set(pixels.subarray(i * d, (i + 1) * d), start);
    rows[start + d] = 1;
    rows[start + d + 1 + y[i]] = 1;
  }
  return rows;
}

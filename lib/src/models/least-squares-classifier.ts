import { CholeskyDecomposition, Matrix } from "ml-matrix";
import * as tf from "@tensorflow/tfjs";
import type { ImageDataset } from "../data/image-dataset";
import { assertNotNegative } from "../base/assertions";
import { watchForInterrupt } from "../base/interrupt";
import { progressBar } from "../base/progress-bar";

/** How `fitLeastSquaresClassifier` goes about it. */
export interface LeastSquaresClassifierOptions {
  /** λ ≥ 0: adds (λ/2)‖W‖² to the loss, without the biases. Default: 0. */
  lambda?: number;
  /** Shows a progress bar. Default: true. */
  showProgress?: boolean;
}

/** A linear classifier of images, fitted by least squares on one-hot labels. */
export interface LeastSquaresClassifier {
  /** The weights W, [d, q] row after row, for pixels divided by 255. */
  readonly W: number[];
  /** The biases b, one per class. */
  readonly b: number[];
  /** The Hessian XᵀX/n of the loss, the same for each class: d + 1 rows, the bias last. */
  readonly hessian: number[][];
}

/**
 * Least squares on one-hot labels by its closed form, in float64: the W and b that minimise
 * (1/2n) Σ ‖xᵢW + b − eᵧ‖², with eᵧ the one-hot code of the label and pixels divided by 255. Each class is a
 * linear regression of its own on the same X, so that one Cholesky decomposition serves all. The features are
 * centred first, which separates the biases from the weights. scikit-learn: `RidgeClassifier`, with targets −1 and 1.
 *
 * @param images at least two
 * @throws RangeError if λ is out of range, or, with λ = 0, a pixel is the same in all images or a combination of
 *   others, so that no single W is best; InterruptedError when interrupted
 */
export async function fitLeastSquaresClassifier(
  images: ImageDataset,
  { lambda = 0, showProgress = true }: LeastSquaresClassifierOptions = {},
): Promise<LeastSquaresClassifier> {
  assertNotNegative("fitLeastSquaresClassifier", "lambda", lambda);
  const { n, d } = images;
  const { products, byClass } = await pixelMoments(images, showProgress);
  const scale = (j: number) => (j < d ? 1 / 255 : 1);
  const hessian = products.map((row, j) => Array.from(row, (sum, k) => (sum / n) * scale(j) * scale(k)));
  const means = Matrix.rowVector(hessian[d].slice(0, d));
  const shares = Matrix.rowVector(Array.from(byClass[d])).div(n);
  // The normal equations of the centred features: Cov(x, x) + λI times W is Cov(x, eᵧ).
  const squares = new Matrix(hessian).subMatrix(0, d - 1, 0, d - 1);
  const covariance = squares.sub(means.transpose().mmul(means)).add(Matrix.eye(d, d, lambda));
  const ofClasses = new Matrix(byClass.slice(0, d).map((row) => Array.from(row))).div(255 * n);
  const W = decomposed(covariance).solve(ofClasses.sub(means.transpose().mmul(shares)));
  const b = shares.sub(means.mmul(W));
  return { W: W.to1DArray(), b: b.to1DArray(), hessian };
}

function decomposed(covariance: Matrix): CholeskyDecomposition {
  const decomposition = new CholeskyDecomposition(covariance);
  const pivots = decomposition.lowerTriangularMatrix.diagonal();
  const bad = pivots.findIndex((pivot, j) => !(pivot ** 2 > 1e-10 * covariance.get(j, j)));
  if (bad < 0) return decomposition;
  throw new RangeError(
    `fitLeastSquaresClassifier: no pixel may be the same in all images or a combination of others; pixel ${bad} is, ` +
      "so that no single W is best. Give more images, or a lambda above 0, as { lambda: 1e-4 }.",
  );
}

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
  const interrupt = watchForInterrupt("fitLeastSquaresClassifier");
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

import { CholeskyDecomposition, Matrix } from "ml-matrix";
import type { ImageDataset } from "../../data/image-dataset";
import { assertNotNegative } from "../../base/numbers";
import { pixelMoments, type PixelMoments } from "./pixel-moments";

/** How `leastSquaresClassifier` goes about it. */
export interface LeastSquaresClassifierOptions {
  /** λ ≥ 0: adds (λ/2)‖W‖² to the loss, without the biases. Default: 0. */
  ridge?: number;
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
 * centred first, which separates the biases from the weights.
 *
 * @param images at least two
 * @throws RangeError if λ is out of range, or, with λ = 0, a pixel is the same in all images or a combination of
 *   others, so that no single W is best; InterruptedError when interrupted
 */
export async function leastSquaresClassifier(
  images: ImageDataset,
  { ridge = 0, showProgress = true }: LeastSquaresClassifierOptions = {},
): Promise<LeastSquaresClassifier> {
  assertNotNegative("leastSquaresClassifier", "ridge", ridge);
  const { n, d } = images;
  const moments = await pixelMoments(images, showProgress);
  const { products, byClass } = moments;
  const means = Array.from({ length: d }, (_, j) => products[j][d] / n / 255);
  const shares = Array.from(byClass[d], (count) => count / n);
  const covariance = Matrix.zeros(d, d);
  for (let j = 0; j < d; j++) {
    for (let k = 0; k < d; k++) covariance.set(j, k, products[j][k] / n / 255 ** 2 - means[j] * means[k]);
    covariance.set(j, j, covariance.get(j, j) + ridge);
  }
  const withClasses = new Matrix(
    means.map((mean, j) => shares.map((share, k) => byClass[j][k] / n / 255 - mean * share)),
  );
  const W = decomposed(covariance).solve(withClasses).to2DArray();
  const b = shares.map((share, k) => share - means.reduce((sum, mean, j) => sum + mean * W[j][k], 0));
  return { W: W.flat(), b, hessian: hessianOf(moments, n) };
}

function decomposed(covariance: Matrix): CholeskyDecomposition {
  const decomposition = new CholeskyDecomposition(covariance);
  const pivots = decomposition.lowerTriangularMatrix.diagonal();
  const bad = pivots.findIndex((pivot, j) => !(pivot ** 2 > 1e-10 * covariance.get(j, j)));
  if (bad < 0) return decomposition;
  throw new RangeError(
    `leastSquaresClassifier: no pixel may be the same in all images or a combination of others; pixel ${bad} is, ` +
      "so that no single W is best. Give more images, or a ridge above 0, as { ridge: 1e-4 }.",
  );
}

function hessianOf({ products }: PixelMoments, n: number): number[][] {
  const d = products.length - 1;
  const scale = (j: number) => (j < d ? 1 / 255 : 1);
  return products.map((row, j) => Array.from(row, (sum, k) => (sum / n) * scale(j) * scale(k)));
}

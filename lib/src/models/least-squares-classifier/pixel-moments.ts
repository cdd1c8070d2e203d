import type { ImageDataset } from "../../data/image-dataset";
import { watchForInterrupt } from "../../data/interrupt";
import { progressBar } from "../../notebook/progress-bar";

/** Sums over all images of products of their features: grey levels from 0 to 255, and a 1 after them. */
export interface PixelMoments {
  /** Σ xⱼxₖ, d + 1 rows of d + 1 numbers; the last row holds the sums of the features, and n. */
  readonly products: Float64Array[];
  /** Σ over the images of each class of xⱼ: d + 1 rows of q numbers; the last row counts the classes. */
  readonly byClass: Float64Array[];
}

const shift = 2 ** 24;

/** The most images of which a sum of products of grey levels is below 2²⁴: 258 · 255² = 16,776,450. */
const chunk = Math.floor((shift - 1) / 255 ** 2);

/**
 * Goes through the images once. All sums are exact, being of whole numbers below 2⁵³, so that nothing depends on
 * the order or on the machine.
 *
 * The products with two neighbouring features are added up in one float64, the second multiplied by 2²⁴, and taken
 * apart after every 258 images: that halves the work. Black pixels, half of Fashion-MNIST, are left out.
 *
 * @throws InterruptedError when interrupted
 */
export async function pixelMoments(images: ImageDataset, showProgress: boolean): Promise<PixelMoments> {
  const { n, d, y, classes } = images;
  const products = Array.from({ length: d + 1 }, () => new Float64Array(d + 1));
  const byClass = Array.from({ length: d + 1 }, () => new Float64Array(classes.length));
  const packed = Array.from({ length: d + 1 }, () => new Float64Array(Math.ceil((d + 1) / 2)));
  const bar = showProgress ? progressBar("products of pixels", n, { unit: "images" }) : undefined;
  await Promise.resolve();
  const interrupt = watchForInterrupt("leastSquaresClassifier");
  try {
    for (let begin = 0; begin < n; begin += chunk) {
      const end = Math.min(begin + chunk, n);
      const rows = featuresOf(images, begin, end);
      addProducts(packed, rows);
      unpack(packed, products);
      for (let j = 0; j <= d; j++) rows.forEach((row, i) => (byClass[j][y[begin + i]] += row[j]));
      bar?.update(end);
      await interrupt.pause();
    }
  } finally {
    interrupt.end();
    bar?.end();
  }
  return { products, byClass };
}

/** The features of images, with a 0 at the end where that makes their number even. */
function featuresOf({ pixels, d }: ImageDataset, begin: number, end: number): Uint8Array[] {
  return Array.from({ length: end - begin }, (_, i) => {
    const row = new Uint8Array(2 * Math.ceil((d + 1) / 2));
    row.set(pixels.subarray((begin + i) * d, (begin + i + 1) * d));
    row[d] = 1;
    return row;
  });
}

/**
 * Adds xⱼ(x₂ₖ + 2²⁴ x₂ₖ₊₁) for each j and each pair that begins at or before it. All images of the chunk add to one
 * row of sums before the next, since a row fits into the processor's fastest memory and the matrix does not.
 */
function addProducts(packed: readonly Float64Array[], rows: readonly Uint8Array[]): void {
  const pairs = packed[0].length;
  const places = rows.map(() => new Int32Array(pairs));
  const values = rows.map(() => new Float64Array(pairs));
  const counts = new Int32Array(rows.length);
  packed.forEach((sums, j) => {
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i];
      const placesOf = places[i];
      const valuesOf = values[i];
      const pair = j % 2 === 0 ? row[j] + shift * row[j + 1] : 0;
      if (pair > 0) {
        placesOf[counts[i]] = j / 2;
        valuesOf[counts[i]++] = pair;
      }
      const x = row[j];
      const count = x === 0 ? 0 : counts[i];
      for (let p = 0; p < count; p++) sums[placesOf[p]] += x * valuesOf[p];
    }
  });
}

/** Adds the packed sums to both halves of the symmetric matrix, and begins new ones. */
function unpack(packed: readonly Float64Array[], products: readonly Float64Array[]): void {
  packed.forEach((sums, j) => {
    for (let k = 0; k <= j; k++) {
      const pair = sums[k >> 1];
      const high = Math.floor(pair / shift);
      products[j][k] += k % 2 === 0 ? pair - shift * high : high;
      products[k][j] = products[j][k];
    }
    sums.fill(0);
  });
}

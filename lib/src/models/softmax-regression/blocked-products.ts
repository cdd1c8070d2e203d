/**
 * The products of softmax regression in plain arithmetic, O = XW and G = XᵀE, four samples and two classes at a time: a
 * number that is fetched serves several products, and the sums stay in registers. A triple loop takes twice as long or
 * more (docs/decisions/blocked-products.md). Factors become float64 first, since JavaScript multiplies nothing else and
 * would convert them at each product.
 */

/** The factors of the logits. */
export interface Product {
  /** Samples, [n, d] row after row. */
  X: Float32Array;
  /** Weights, [d, q] row after row. */
  W: Float32Array;
  d: number;
  q: number;
}

/** O += XW, for O of shape [n, q]. */
export function addProduct(O: Float32Array, { X, W, d, q }: Product): void {
  const n = X.length / d;
  const classes = q + (q % 2);
  const turned = new Float64Array(classes * d);
  for (let k = 0; k < d; k++) for (let j = 0; j < q; j++) turned[j * d + k] = W[k * q + j];
  const samples = new Float64Array(4 * d);
  const sums = new Float64Array(4 * classes);
  for (let i = 0; i < n; i += 4) {
    takeFour(samples, X.subarray(i * d, (i + 4) * d));
    for (let j = 0; j < q; j += 2) sumBlock(sums, samples, turned, { d, classes, j });
    for (let r = 0; r < 4 && i + r < n; r++) {
      for (let j = 0; j < q; j++) O[(i + r) * q + j] += sums[r * classes + j];
    }
  }
}

/** The products of four samples, [4, d], with the weights of classes j and j + 1, of [classes, d], to [4, classes]. */
function sumBlock(
  sums: Float64Array,
  x: Float64Array,
  w: Float64Array,
  { d, classes, j }: { d: number; classes: number; j: number },
): void {
  let [a0, a1, a2, a3] = [0, 0, 0, 0];
  let [b0, b1, b2, b3] = [0, 0, 0, 0];
  const [first, second] = [j * d, (j + 1) * d];
  for (let k = 0; k < d; k++) {
    const u = w[first + k];
    const v = w[second + k];
    const x0 = x[k];
    const x1 = x[d + k];
    const x2 = x[2 * d + k];
    const x3 = x[3 * d + k];
    a0 += x0 * u;
    a1 += x1 * u;
    a2 += x2 * u;
    a3 += x3 * u;
    b0 += x0 * v;
    b1 += x1 * v;
    b2 += x2 * v;
    b3 += x3 * v;
  }
  [a0, a1, a2, a3].forEach((sum, r) => (sums[r * classes + j] = sum));
  [b0, b1, b2, b3].forEach((sum, r) => (sums[r * classes + j + 1] = sum));
}

/** The factors of the gradient. */
export interface TransposedProduct {
  /** Samples, [n, d] row after row. */
  X: Float32Array;
  /** ŷ − y, [n, q] row after row. */
  errors: Float32Array;
  d: number;
  q: number;
  /** What the product is multiplied by. */
  factor: number;
}

/** G += factor · XᵀE, for G of shape [d, q], which is kept turned, [q, d], until the end. */
export function addTransposedProduct(G: Float32Array, { X, errors, d, q, factor }: TransposedProduct): void {
  const n = X.length / d;
  const classes = q + (q % 2);
  const turned = new Float64Array(classes * d);
  const samples = new Float64Array(4 * d);
  const ofFour = new Float64Array(4 * classes);
  for (let i = 0; i < n; i += 4) {
    takeFour(samples, X.subarray(i * d, (i + 4) * d));
    for (let j = 0; j < q; j++) {
      for (let r = 0; r < 4; r++) ofFour[4 * j + r] = i + r < n ? errors[(i + r) * q + j] : 0;
    }
    for (let j = 0; j < q; j += 2) addBlock(turned, samples, ofFour, { d, j });
  }
  for (let k = 0; k < d; k++) for (let j = 0; j < q; j++) G[k * q + j] += factor * turned[j * d + k];
}

/** Adds what four samples, [4, d], contribute to the gradients of classes j and j + 1, by their errors, [classes, 4]. */
function addBlock(
  turned: Float64Array,
  x: Float64Array,
  errors: Float64Array,
  { d, j }: { d: number; j: number },
): void {
  const at = 4 * j;
  const [e0, e1, e2, e3] = [errors[at], errors[at + 1], errors[at + 2], errors[at + 3]];
  const [f0, f1, f2, f3] = [errors[at + 4], errors[at + 5], errors[at + 6], errors[at + 7]];
  const [first, second] = [j * d, (j + 1) * d];
  for (let k = 0; k < d; k++) {
    const x0 = x[k];
    const x1 = x[d + k];
    const x2 = x[2 * d + k];
    const x3 = x[3 * d + k];
    turned[first + k] += x0 * e0 + x1 * e1 + x2 * e2 + x3 * e3;
    turned[second + k] += x0 * f0 + x1 * f1 + x2 * f2 + x3 * f3;
  }
}

/** Copies four rows; those that are not there are 0. */
function takeFour(samples: Float64Array, rows: Float32Array): void {
  samples.fill(0, rows.length);
  samples.set(rows);
}

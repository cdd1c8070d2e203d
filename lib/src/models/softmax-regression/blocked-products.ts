/** The factors of the logits. */
export interface Product {
  /** Samples, [n, d] row after row. */
  X: Float32Array;
  /** Weights, [d, q] row after row. */
  W: Float32Array;
  d: number;
  q: number;
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

/**
 * O += XW, for O of shape [n, q].
 *
 * Two samples go through together, for five classes at a time: ten sums stay in registers, a weight that is fetched
 * serves two of them, and a feature five. One sum after the other takes four times as long. Both factors become
 * float64 first, since JavaScript multiplies nothing else and would convert them at each product.
 */
export function addProduct(O: Float32Array, { X, W, d, q }: Product): void {
  const n = X.length / d;
  const weights = new Float64Array(W);
  const pair = new Float64Array(2 * d);
  for (let i = 0; i < n; i += 2) {
    const rows = Math.min(2, n - i);
    pair.set(X.subarray(i * d, (i + rows) * d));
    const inBlocks = rows === 2 ? q - (q % 5) : 0;
    for (let j = 0; j < inBlocks; j += 5) addBlock(O, pair, weights, { d, q, i, j });
    for (let r = 0; r < rows; r++) {
      for (let j = inBlocks; j < q; j++) O[(i + r) * q + j] += dot(pair, r * d, weights, { d, q, j });
    }
  }
}

function addBlock(
  O: Float32Array,
  pair: Float64Array,
  weights: Float64Array,
  { d, q, i, j }: { d: number; q: number; i: number; j: number },
): void {
  let [a0, a1, a2, a3, a4] = [0, 0, 0, 0, 0];
  let [b0, b1, b2, b3, b4] = [0, 0, 0, 0, 0];
  for (let k = 0, at = j; k < d; k++, at += q) {
    const p = pair[k];
    const r = pair[d + k];
    const w0 = weights[at];
    const w1 = weights[at + 1];
    const w2 = weights[at + 2];
    const w3 = weights[at + 3];
    const w4 = weights[at + 4];
    a0 += p * w0;
    a1 += p * w1;
    a2 += p * w2;
    a3 += p * w3;
    a4 += p * w4;
    b0 += r * w0;
    b1 += r * w1;
    b2 += r * w2;
    b3 += r * w3;
    b4 += r * w4;
  }
  const [a, b] = [i * q + j, (i + 1) * q + j];
  O[a] += a0;
  O[a + 1] += a1;
  O[a + 2] += a2;
  O[a + 3] += a3;
  O[a + 4] += a4;
  O[b] += b0;
  O[b + 1] += b1;
  O[b + 2] += b2;
  O[b + 3] += b3;
  O[b + 4] += b4;
}

/** The product of one sample, which begins at `from`, with the weights of class j. */
function dot(
  samples: Float64Array,
  from: number,
  weights: Float64Array,
  { d, q, j }: { d: number; q: number; j: number },
): number {
  let sum = 0;
  for (let k = 0; k < d; k++) sum += samples[from + k] * weights[k * q + j];
  return sum;
}

/**
 * G += factor · XᵀE, for G of shape [d, q].
 *
 * Four samples go through together, for two classes at a time, so that each number of the gradient that is fetched
 * and put back takes in four of them, and each feature serves both classes. The gradient is kept turned, [q, d], and
 * in float64, like the four samples, until the end.
 */
export function addTransposedProduct(G: Float32Array, { X, errors, d, q, factor }: TransposedProduct): void {
  const n = X.length / d;
  // With a row of zeros where q is odd, so that the classes go in pairs.
  const turned = new Float64Array((q + (q % 2)) * d);
  const four = new Float64Array(4 * d);
  let i = 0;
  for (; i + 4 <= n; i += 4) {
    four.set(X.subarray(i * d, (i + 4) * d));
    for (let j = 0; j < q; j += 2) addTransposedBlock(turned, four, errors, { d, q, i, j });
  }
  for (; i < n; i++) {
    for (let j = 0; j < q; j++) {
      const error = errors[i * q + j];
      for (let k = 0; k < d; k++) turned[j * d + k] += X[i * d + k] * error;
    }
  }
  for (let k = 0; k < d; k++) for (let j = 0; j < q; j++) G[k * q + j] += factor * turned[j * d + k];
}

function addTransposedBlock(
  turned: Float64Array,
  four: Float64Array,
  errors: Float32Array,
  { d, q, i, j }: { d: number; q: number; i: number; j: number },
): void {
  const [r0, r1, r2, r3] = [i * q + j, (i + 1) * q + j, (i + 2) * q + j, (i + 3) * q + j];
  const [e0, e1, e2, e3] = [errors[r0], errors[r1], errors[r2], errors[r3]];
  const paired = j + 1 < q;
  const f0 = paired ? errors[r0 + 1] : 0;
  const f1 = paired ? errors[r1 + 1] : 0;
  const f2 = paired ? errors[r2 + 1] : 0;
  const f3 = paired ? errors[r3 + 1] : 0;
  const [g, h] = [j * d, (j + 1) * d];
  for (let k = 0; k < d; k++) {
    const p0 = four[k];
    const p1 = four[d + k];
    const p2 = four[2 * d + k];
    const p3 = four[3 * d + k];
    turned[g + k] += p0 * e0 + p1 * e1 + p2 * e2 + p3 * e3;
    turned[h + k] += p0 * f0 + p1 * f1 + p2 * f2 + p3 * f3;
  }
}

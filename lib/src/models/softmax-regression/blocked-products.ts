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
 * Four samples go through together, for two classes at a time: eight sums stay in registers, and each weight that
 * is fetched serves four of them. One sum after the other takes four times as long. W is turned first, so that
 * both run through memory in order.
 */
export function addProduct(O: Float32Array, { X, W, d, q }: Product): void {
  const n = X.length / d;
  const turned = new Float32Array(q * d);
  for (let k = 0; k < d; k++) for (let j = 0; j < q; j++) turned[j * d + k] = W[k * q + j];
  let i = 0;
  for (; i + 4 <= n; i += 4) {
    let j = 0;
    for (; j + 2 <= q; j += 2) addBlock(O, X, turned, { d, q, i, j });
    for (; j < q; j++) for (let r = i; r < i + 4; r++) O[r * q + j] += dot(X, r * d, turned, j * d, d);
  }
  for (; i < n; i++) for (let j = 0; j < q; j++) O[i * q + j] += dot(X, i * d, turned, j * d, d);
}

function addBlock(
  O: Float32Array,
  X: Float32Array,
  turned: Float32Array,
  { d, q, i, j }: { d: number; q: number; i: number; j: number },
): void {
  const [x0, x1, x2, x3] = [i * d, (i + 1) * d, (i + 2) * d, (i + 3) * d];
  const [w0, w1] = [j * d, (j + 1) * d];
  let [a0, a1, a2, a3, b0, b1, b2, b3] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let k = 0; k < d; k++) {
    const u = turned[w0 + k];
    const v = turned[w1 + k];
    const p0 = X[x0 + k];
    const p1 = X[x1 + k];
    const p2 = X[x2 + k];
    const p3 = X[x3 + k];
    a0 += p0 * u;
    b0 += p0 * v;
    a1 += p1 * u;
    b1 += p1 * v;
    a2 += p2 * u;
    b2 += p2 * v;
    a3 += p3 * u;
    b3 += p3 * v;
  }
  const o = i * q + j;
  O[o] += a0;
  O[o + 1] += b0;
  O[o + q] += a1;
  O[o + q + 1] += b1;
  O[o + 2 * q] += a2;
  O[o + 2 * q + 1] += b2;
  O[o + 3 * q] += a3;
  O[o + 3 * q + 1] += b3;
}

function dot(a: Float32Array, from: number, b: Float32Array, start: number, length: number): number {
  let sum = 0;
  for (let k = 0; k < length; k++) sum += a[from + k] * b[start + k];
  return sum;
}

/**
 * G += factor · XᵀE, for G of shape [d, q].
 *
 * Four samples go through together, for two classes at a time, so that each number of the gradient that is fetched
 * and put back takes in four of them, and each feature serves both classes; it is kept turned, [q, d], until the end.
 */
export function addTransposedProduct(G: Float32Array, { X, errors, d, q, factor }: TransposedProduct): void {
  const n = X.length / d;
  // With a row of zeros where q is odd, so that the classes go in pairs.
  const turned = new Float32Array((q + (q % 2)) * d);
  let i = 0;
  for (; i + 4 <= n; i += 4) {
    for (let j = 0; j < q; j += 2) addTransposedBlock(turned, X, errors, { d, q, i, j });
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
  turned: Float32Array,
  X: Float32Array,
  errors: Float32Array,
  { d, q, i, j }: { d: number; q: number; i: number; j: number },
): void {
  const [x0, x1, x2, x3] = [i * d, (i + 1) * d, (i + 2) * d, (i + 3) * d];
  const [r0, r1, r2, r3] = [i * q + j, (i + 1) * q + j, (i + 2) * q + j, (i + 3) * q + j];
  const [e0, e1, e2, e3] = [errors[r0], errors[r1], errors[r2], errors[r3]];
  const paired = j + 1 < q;
  const f0 = paired ? errors[r0 + 1] : 0;
  const f1 = paired ? errors[r1 + 1] : 0;
  const f2 = paired ? errors[r2 + 1] : 0;
  const f3 = paired ? errors[r3 + 1] : 0;
  const [g, h] = [j * d, (j + 1) * d];
  for (let k = 0; k < d; k++) {
    const p0 = X[x0 + k];
    const p1 = X[x1 + k];
    const p2 = X[x2 + k];
    const p3 = X[x3 + k];
    turned[g + k] += p0 * e0 + p1 * e1 + p2 * e2 + p3 * e3;
    turned[h + k] += p0 * f0 + p1 * f1 + p2 * f2 + p3 * f3;
  }
}

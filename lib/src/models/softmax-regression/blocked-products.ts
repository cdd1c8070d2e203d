/** The factors of a product of samples with weights. */
export interface Product {
  /** [n, d] row after row. */
  X: Float32Array;
  /** [d, q] row after row. */
  W: Float32Array;
  d: number;
  q: number;
}

/** The factors of the gradient. */
export interface TransposedProduct {
  /** [n, d] row after row. */
  X: Float32Array;
  /** [n, q] row after row. */
  errors: Float32Array;
  d: number;
  q: number;
  /** What the product is multiplied by. */
  factor: number;
}

/** How many samples go through together, so that each weight that is fetched serves several of them. */
const block = 4;

/** O += XW, for O of shape [n, q]. */
export function addProduct(O: Float32Array, { X, W, d, q }: Product): void {
  const n = X.length / d;
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < d; k++) {
      const x = X[i * d + k];
      if (x === 0) continue;
      for (let j = 0; j < q; j++) O[i * q + j] += x * W[k * q + j];
    }
  }
  void block;
}

/** G += factor · XᵀE, for G of shape [d, q]. */
export function addTransposedProduct(G: Float32Array, { X, errors, d, q, factor }: TransposedProduct): void {
  const n = X.length / d;
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < d; k++) {
      const x = factor * X[i * d + k];
      if (x === 0) continue;
      for (let j = 0; j < q; j++) G[k * q + j] += x * errors[i * q + j];
    }
  }
}

import type { Random } from "linear-networks";

/** The sum of the numbers. */
export const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Their mean. */
export const mean = (values: readonly number[]) => sum(values) / values.length;

/** The inner product of two vectors of the same length. */
export const dot = (a: readonly number[], b: readonly number[]) => sum(a.map((value, i) => value * b[i]));

/** `count` numbers from the standard normal distribution. */
export const normals = (rng: Random, count: number) => Array.from(rng.normals(count), Number);

/** n rows of d numbers from the standard normal distribution. */
export const normalRows = (rng: Random, n: number, d: number) =>
  Array.from({ length: n }, () => normals(rng, d));

/** log Σ exp(vᵢ), computed around `shift`, which must be the largest value for no exponential to overflow. */
export const logSumExp = (values: readonly number[], shift = Math.max(...values)) =>
  shift + Math.log(sum(values.map((value) => Math.exp(value - shift))));

/** The probabilities that softmax makes of one sample's logits. */
export const softmaxOf = (logits: readonly number[]) => {
  const largest = Math.max(...logits);
  const exponentials = logits.map((logit) => Math.exp(logit - largest));
  return exponentials.map((value) => value / sum(exponentials));
};

/** Where the largest number stands; the first of them if there are several. */
export const indexOfLargest = (values: readonly number[]) => values.indexOf(Math.max(...values));

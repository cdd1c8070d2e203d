import * as tf from "@tensorflow/tfjs";
import { assertFinite, assertPositive, assertWhole } from "../base/assertions";
import type { Random } from "../base/random";
import { ShapeError } from "../base/shapes";

/** How first weights are drawn where none are given. */
export interface WeightDraw {
  /** The number of features d. */
  d: number;
  /** The first weights are drawn from here, normal with mean 0. Default: all are 0. Given weights draw nothing. */
  random?: Pick<Random, "normals"> | undefined;
  /** The standard deviation of the first weights, above 0. Default: 0.01. */
  standardDeviation?: number | undefined;
}

/** Where the parameters of a linear regression start. */
export interface LinearStart extends WeightDraw {
  /** The first weights themselves, d numbers, instead of drawing them. */
  w?: ArrayLike<number> | undefined;
  /** The first bias. Default: 0. */
  b?: number | undefined;
}

/** The parameters of a linear regression as plain numbers. */
export interface LinearParameters {
  /** The weights w, one per feature. */
  readonly w: number[];
  /** The bias b. */
  readonly b: number;
}

/** Where the parameters of a softmax regression start. */
export interface SoftmaxStart extends WeightDraw {
  /** The number of classes q, 2 or more. */
  q: number;
  /** The first weights themselves instead of drawing them: d · q numbers, q for each feature in turn. */
  W?: ArrayLike<number> | undefined;
  /** The first biases, q numbers. Default: all are 0. */
  b?: ArrayLike<number> | undefined;
}

/** The parameters of a softmax regression as plain numbers. */
export interface SoftmaxParameters {
  /** The weights W, [d, q] row after row: q for each feature in turn. */
  readonly W: number[];
  /** The biases b, one per class. */
  readonly b: number[];
}

/** The first w and b, the same for each form of the model. @throws RangeError or ShapeError on bad options */
export function firstLinear(caller: string, options: LinearStart): { w: Float32Array; b: number } {
  const { d, b = 0 } = options;
  const w = firstWeights(caller, options, options.w, { name: "w", size: "d", count: d });
  assertFinite(caller, "b", [Math.fround(b)]);
  return { w, b };
}

/** The first W and b, the same for each form of the model. @throws RangeError or ShapeError on bad options */
export function firstSoftmax(caller: string, options: SoftmaxStart): { W: Float32Array; b: Float32Array } {
  const { d, q } = options;
  assertWhole(caller, "q", q, 2);
  const b = options.b && given(caller, options.b, { name: "b", size: "q", count: q });
  const W = firstWeights(caller, options, options.W, { name: "W", size: "d · q", count: d * q });
  return { W, b: b ?? new Float32Array(q) };
}

/** The first w, [d], and b, a scalar, as variables, and what reads them back. */
export function linearVariables(caller: string, options: LinearStart) {
  const first = firstLinear(caller, options);
  const w = tf.tidy(() => tf.variable(tf.tensor1d(first.w)));
  const b = tf.tidy(() => tf.variable(tf.scalar(first.b)));
  return { w, b, parameters: (): LinearParameters => ({ w: [...w.dataSync()], b: b.dataSync()[0] }) };
}

/** The first W, [d, q], and b, [q], as variables, and what reads them back. */
export function softmaxVariables(caller: string, options: SoftmaxStart) {
  const first = firstSoftmax(caller, options);
  const W = tf.tidy(() => tf.variable(tf.tensor2d(first.W, [options.d, options.q])));
  const b = tf.tidy(() => tf.variable(tf.tensor1d(first.b)));
  return { W, b, parameters: (): SoftmaxParameters => ({ W: [...W.dataSync()], b: [...b.dataSync()] }) };
}

/** What parameters are called, and how many there must be. */
interface Wanted {
  name: string;
  size: string;
  count: number;
}

/** Weights as given, or drawn from `random`, or 0 where there is nothing to draw from. */
function firstWeights(
  caller: string,
  { d, random, standardDeviation = 0.01 }: WeightDraw,
  weights: ArrayLike<number> | undefined,
  wanted: Wanted,
): Float32Array {
  assertWhole(caller, "d", d, 1);
  assertPositive(caller, "standardDeviation", standardDeviation);
  if (weights) return given(caller, weights, wanted);
  return random?.normals(wanted.count, 0, standardDeviation) ?? new Float32Array(wanted.count);
}

/** Given parameters in float32, as many as their size says. */
function given(caller: string, numbers: ArrayLike<number>, { name, size, count }: Wanted): Float32Array {
  if (numbers.length !== count) {
    throw new ShapeError(`${caller}: ${name} must have ${size} = ${count} numbers, got ${numbers.length}.`);
  }
  const values = Float32Array.from(numbers);
  assertFinite(caller, name, values);
  return values;
}

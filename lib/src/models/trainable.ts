import type * as tf from "@tensorflow/tfjs";
import type { Batch } from "../data/batches";
import { assertLabels } from "../losses/labels";
import { assertLabelValues, assertPositive, assertWhole } from "../base/assertions";
import { assertShapes, ShapeError } from "../base/shapes";

/** What a step on one batch came to. */
export interface StepResult {
  /** The mean loss of the batch, before the step. */
  readonly loss: number;
  /** How many samples of the batch were classified correctly, before the step. */
  readonly correct: number;
}

/** What `train` needs of a model. */
export interface Trainable {
  /**
   * One step of minibatch stochastic gradient descent, which changes the parameters in place.
   *
   * @param batch the samples to learn from; its tensors, and what may share memory with them, as a slice, are not to
   *   be kept, since the next batch is written there
   * @param learningRate η
   * @returns the mean loss of the batch, before the step; of a classifier, also how many were right
   */
  step(batch: Batch, learningRate: number): number | StepResult | Promise<number | StepResult>;
}

/** The loss of a step, and the number of right answers where there is one. */
export const resultOf = (result: number | StepResult): { loss: number; correct?: number } =>
  typeof result === "number" ? { loss: result } : result;

/** The sizes of a model: d features and, of a classifier, q classes. */
export interface ModelSizes {
  d: number;
  q?: number;
}

/**
 * Checks what a step is made on, the same in every form of every model: a learning rate above 0, at least one
 * sample of d features with one target each, and of a classifier labels from 0 to q − 1.
 *
 * @throws RangeError if a number is out of range; ShapeError if shapes do not fit; TypeError if labels are
 *   not int32
 */
export function assertStep(
  caller: string,
  { X, y, size }: Batch,
  { d, q }: ModelSizes,
  learningRate: number,
): void {
  assertPositive(caller, "learningRate", learningRate);
  assertShapes(caller, { X: [X, ["n", d]], y: [y, ["n"]] });
  assertSamples(caller, X.shape[0]);
  if (size !== X.shape[0]) {
    throw new ShapeError(`${caller}: size must be ${X.shape[0]}, the number of rows of X, got ${size}.`);
  }
  if (q !== undefined) assertLabels(caller, "y", y, q);
}

const assertSamples = (caller: string, n: number) => assertWhole(caller, "the number of samples", n, 1);

/** Checks what a prediction is made for, [n, d]. @throws ShapeError if it has another shape */
export const assertFeatures = (caller: string, X: tf.Tensor2D, d: number): void =>
  assertShapes(caller, { X: [X, ["n", d]] });

/** The same of plain numbers, row after row. @throws ShapeError if they are not whole rows */
export function assertFeaturesOnArrays(caller: string, X: ArrayLike<number>, d: number): void {
  if (X.length % d === 0) return;
  throw new ShapeError(`${caller}: X must have n · d = n · ${d} numbers, got ${X.length}.`);
}

/** The steps of a form on typed arrays. */
export interface StepsOnArrays<Result> {
  /** One step on plain numbers: X of shape [size, d] row after row, y of shape [size]. */
  stepOn(X: Float32Array, y: ArrayLike<number>, learningRate: number): Result;
  step(batch: Batch, learningRate: number): Result;
  /** Does nothing, since there is nothing outside JavaScript's heap; it is here to serve like the other forms'. */
  dispose(): void;
}

/** A step on plain numbers, checked, and the same on a batch. */
export const stepsOnArrays = <Result>(
  caller: string,
  sizes: ModelSizes,
  update: StepsOnArrays<Result>["stepOn"],
): StepsOnArrays<Result> => ({
  stepOn(X, y, learningRate) {
    const { d, q } = sizes;
    const method = `${caller}.stepOn`;
    assertPositive(method, "learningRate", learningRate);
    assertSamples(method, y.length);
    if (X.length !== y.length * d) {
      throw new ShapeError(
        `${method}: X must have n · d = ${y.length} · ${d} numbers, n as in y, got ${X.length}.`,
      );
    }
    if (q !== undefined) assertLabelValues(method, "y", y, q);
    return update(X, y, learningRate);
  },
  step(batch, learningRate) {
    assertStep(`${caller}.step`, batch, sizes, learningRate);
    return update(batch.X.dataSync<"float32">(), batch.y.dataSync(), learningRate);
  },
  dispose: () => undefined,
});

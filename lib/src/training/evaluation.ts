import * as tf from "@tensorflow/tfjs";
import { assertWhole } from "../base/assertions";
import { batches } from "../data/batches";
import type { Dataset } from "../data/dataset";
import { crossEntropy, softmax } from "../losses/cross-entropy";
import { assertNoNaN } from "../losses/labels";
import { countCorrectOnArrays } from "../losses/on-arrays";

/** A classifier with logits: each form of softmax regression is one. */
export interface Classifier {
  /** The logits, [n, q], of samples X, [n, d]. */
  logits(X: tf.Tensor2D): tf.Tensor2D;
}

/** How a data set is gone through. */
export interface EvaluateOptions {
  /** How many samples to compute at once, which does not change the result. Default: 1000. */
  batchSize?: number;
}

/** How well a model does on a data set. */
export interface Evaluation {
  /** The mean cross-entropy over the samples. */
  readonly loss: number;
  /** The share of samples classified correctly, from 0 to 1. */
  readonly accuracy: number;
}

/**
 * The mean loss and the accuracy of a classifier over a whole data set, which it does not learn from. Each
 * sample counts once, also in an incomplete last batch. Keras: `evaluate`.
 *
 * @throws RangeError if the batch size is out of range, a label is, or a logit is NaN; InterruptedError when
 *   interrupted
 */
export async function evaluate(
  model: Classifier,
  dataset: Dataset,
  { batchSize = 1000 }: EvaluateOptions = {},
): Promise<Evaluation> {
  let loss = 0;
  let correct = 0;
  await forLogits("evaluate", { model, dataset, batchSize }, (logits, values, y) => {
    // In float64, in which thousands of losses can be summed.
    for (const ofSample of crossEntropy(logits, y).dataSync()) loss += ofSample;
    correct += countCorrectOnArrays(values, y.dataSync(), logits.shape[1]);
  });
  return { loss: loss / dataset.n, accuracy: correct / dataset.n };
}

/**
 * The probabilities that a classifier gives each sample of a data set, as plain numbers. scikit-learn: `predict_proba`.
 *
 * @returns [n, q] row after row, in the order of the data set
 * @throws RangeError if the batch size is out of range or a logit is NaN; InterruptedError when interrupted
 */
export async function predictProbabilities(
  model: Classifier,
  dataset: Dataset,
  { batchSize = 1000 }: EvaluateOptions = {},
): Promise<Float32Array> {
  let all = new Float32Array();
  let filled = 0;
  await forLogits("predictProbabilities", { model, dataset, batchSize }, (logits, { length }) => {
    if (filled === 0) all = new Float32Array(dataset.n * logits.shape[1]);
    all.set(softmax(logits).dataSync(), filled);
    filled += length;
  });
  return all;
}

/** Visits a data set's logits batch by batch, with their values and the labels. */
async function forLogits(
  caller: string,
  { model, dataset, batchSize }: { model: Classifier; dataset: Dataset; batchSize: number },
  visit: (logits: tf.Tensor2D, values: ArrayLike<number>, y: tf.Tensor1D) => void,
): Promise<void> {
  assertWhole(caller, "batchSize", batchSize, 1);
  const how = { batchSize: Math.min(batchSize, dataset.n), reuseMemory: true };
  for await (const { X, y } of batches(dataset, how)) {
    tf.tidy(() => {
      const logits = model.logits(X);
      const values = logits.dataSync();
      assertNoNaN(caller, "the model's logits", values, logits.shape[1]);
      visit(logits, values, y);
    });
  }
}

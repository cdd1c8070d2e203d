import * as tf from "@tensorflow/tfjs";
import { batches } from "../data/batches";
import type { Dataset } from "../data/dataset";
import { crossEntropy } from "../losses/cross-entropy";
import { assertWhole } from "../base/numbers";
import { assertNoNaN } from "./assert-no-nan";
import { countCorrect } from "./count-correct";

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
  /** The share of samples classified rightly, from 0 to 1. */
  readonly accuracy: number;
}

/**
 * The mean loss and the accuracy of a classifier over a whole data set, which it does not learn from. Each
 * sample counts once, also in an incomplete last batch.
 *
 * @throws RangeError if the batch size is out of range, a label is, or a logit is NaN; InterruptedError when
 *   interrupted
 */
export async function evaluate(
  model: Classifier,
  dataset: Dataset,
  { batchSize = 1000 }: EvaluateOptions = {},
): Promise<Evaluation> {
  assertWhole("evaluate", "batchSize", batchSize, 1);
  let loss = 0;
  let correct = 0;
  const how = { batchSize: Math.min(batchSize, dataset.n), reuseMemory: true };
  for await (const { X, y } of batches(dataset, how)) {
    tf.tidy(() => {
      const logits = model.logits(X);
      assertNoNaN("evaluate", "the model's logits", logits.dataSync(), logits.shape[1]);
      // In float64, in which thousands of losses can be summed.
      for (const ofSample of crossEntropy(logits, y).dataSync()) loss += ofSample;
      correct += countCorrect(logits, y);
    });
  }
  return { loss: loss / dataset.n, accuracy: correct / dataset.n };
}

import * as tf from "@tensorflow/tfjs";
import { batches } from "../data/batches";
import type { Dataset } from "../data/dataset";
import { softmax } from "../losses/softmax";
import { assertWhole } from "../base/numbers";
import { assertNoNaN } from "./assert-no-nan";
import type { Classifier, EvaluateOptions } from "./evaluate";

/**
 * The probabilities that a classifier gives each sample of a data set, as plain numbers.
 *
 * @returns [n, q] row after row, in the order of the data set
 * @throws RangeError if the batch size is out of range or a logit is NaN; InterruptedError when interrupted
 */
export async function probabilities(
  model: Classifier,
  dataset: Dataset,
  { batchSize = 1000 }: EvaluateOptions = {},
): Promise<Float32Array> {
  assertWhole("probabilities", "batchSize", batchSize, 1);
  let all = new Float32Array();
  let filled = 0;
  const how = { batchSize: Math.min(batchSize, dataset.n), reuseMemory: true };
  for await (const { X, size } of batches(dataset, how)) {
    tf.tidy(() => {
      const logits = model.logits(X);
      const q = logits.shape[1];
      assertNoNaN("probabilities", "the model's logits", logits.dataSync(), q);
      if (filled === 0) all = new Float32Array(dataset.n * q);
      all.set(softmax(logits).dataSync(), filled);
      filled += size * q;
    });
  }
  return all;
}

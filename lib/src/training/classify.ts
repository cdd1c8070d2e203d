import * as tf from "@tensorflow/tfjs";
import { assertShapes } from "../base/shapes";
import { assertNoNaN } from "./assert-no-nan";

/**
 * The class of each sample: the place of the largest number in its row, the first of them where several are
 * equal. Softmax keeps the order, so that logits give the same classes as probabilities.
 *
 * @param scores logits or probabilities, [n, q]
 * @returns class labels from 0 to q − 1, int32, [n]
 * @throws ShapeError unless the scores have the shape [n, q]; RangeError if there is a NaN
 */
export function classify(scores: tf.Tensor2D): tf.Tensor1D {
  assertShapes("classify", { scores: [scores, ["n", "q"]] });
  assertNoNaN("classify", "scores", scores.dataSync(), scores.shape[1]);
  return tf.tidy(() => scores.argMax<tf.Tensor1D>(1));
}

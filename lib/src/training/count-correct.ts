import * as tf from "@tensorflow/tfjs";
import { assertLabels } from "../losses/assert-labels";
import { assertShapes } from "../tensor/shapes";
import { classify } from "./classify";

/**
 * How many samples are classified rightly, that is, have their largest logit at their label.
 *
 * @param logits logits or probabilities, [n, q]
 * @param y class labels from 0 to q − 1, int32, [n]
 * @returns a whole number from 0 to n
 * @throws ShapeError if shapes do not fit or y is not int32; RangeError if a label is out of range or there is
 *   a NaN among the logits
 */
export function countCorrect(logits: tf.Tensor2D, y: tf.Tensor1D): number {
  assertShapes("countCorrect", { logits: [logits, ["n", "q"]], y: [y, ["n"]] });
  assertLabels("countCorrect", "y", y, logits.shape[1]);
  return tf.tidy(() => classify(logits).equal(y).sum().dataSync()[0]);
}

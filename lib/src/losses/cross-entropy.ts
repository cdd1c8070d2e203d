import * as tf from "@tensorflow/tfjs";
import { assertShapes } from "../base/shapes";
import { crossEntropyOfTargets } from "./cross-entropy-of-targets";
import { oneHot } from "./one-hot";

/**
 * The cross-entropy of each sample from logits, −log softmax(o)_y = log Σⱼ exp(oⱼ) − o_y. It is finite for logits
 * up to 10³⁸ in size; a NaN among them makes the loss of its sample NaN. Its gradient by the logits is softmax(o) − y.
 * PyTorch calls its mean `CrossEntropyLoss`.
 *
 * @param logits [n, q]
 * @param y class labels from 0 to q − 1, int32, [n]
 * @returns losses, [n]
 * @throws ShapeError if shapes do not fit or y is not int32; RangeError if a label is out of range
 */
export function crossEntropy(logits: tf.Tensor2D, y: tf.Tensor1D): tf.Tensor1D {
  assertShapes("crossEntropy", { logits: [logits, ["n", "q"]], y: [y, ["n"]] });
  return tf.tidy(() => crossEntropyOfTargets(logits, oneHot(y, logits.shape[1])));
}

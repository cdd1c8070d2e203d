import * as tf from "@tensorflow/tfjs";
import { assertShapes } from "../../base/shapes";

/**
 * The linear part of softmax regression, its logits: O = XW + b.
 *
 * @param X design matrix, [n, d]
 * @param W weights, [d, q]
 * @param b biases, [q]
 * @returns logits, [n, q]
 * @throws ShapeError if the shapes do not fit
 */
export function softmaxModel(X: tf.Tensor2D, W: tf.Tensor2D, b: tf.Tensor1D): tf.Tensor2D {
  assertShapes("softmaxModel", { X: [X, ["n", "d"]], W: [W, ["d", "q"]], b: [b, ["q"]] });
  return tf.tidy(() => tf.matMul(X, W).add(b));
}

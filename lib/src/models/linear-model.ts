import * as tf from "@tensorflow/tfjs";
import { assertShapes } from "../base/shapes";

/**
 * The linear model: ŷ = Xw + b.
 *
 * @param X design matrix, [n, d]
 * @param w weights, [d]
 * @param b bias, a scalar
 * @returns predictions, [n]
 * @throws ShapeError if the shapes do not fit
 */
export function linearModel(X: tf.Tensor2D, w: tf.Tensor1D, b: tf.Scalar): tf.Tensor1D {
  assertShapes("linearModel", { X: [X, ["n", "d"]], w: [w, ["d"]], b: [b, []] });
  return tf.tidy(() => tf.dot(X, w).add(b));
}

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

import * as tf from "@tensorflow/tfjs";
import { assertShapes } from "../base/shapes";

/**
 * The squared loss of each sample, ½(ŷ − y)². The ½ makes its derivative the error ŷ − y itself.
 * PyTorch's `MSELoss` and tfjs's `meanSquaredError` have no ½, and so twice the gradient.
 *
 * @param yHat predictions, [n]
 * @param y targets, [n]
 * @returns losses, [n]
 * @throws ShapeError unless both have the shape [n]
 */
export function squaredLoss(yHat: tf.Tensor1D, y: tf.Tensor1D): tf.Tensor1D {
  assertShapes("squaredLoss", { yHat: [yHat, ["n"]], y: [y, ["n"]] });
  return tf.tidy(() => yHat.sub(y).square().div(2));
}

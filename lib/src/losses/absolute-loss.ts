import * as tf from "@tensorflow/tfjs";
import { assertShapes } from "../base/shapes";

/**
 * The absolute loss of each sample, |ŷ − y|, also called L1. Its derivative is the sign of the error, and 0
 * where the error is 0. PyTorch calls its mean `L1Loss`.
 *
 * @param yHat predictions, [n]
 * @param y targets, [n]
 * @returns losses, [n]
 * @throws ShapeError unless both have the shape [n]
 */
export function absoluteLoss(yHat: tf.Tensor1D, y: tf.Tensor1D): tf.Tensor1D {
  assertShapes("absoluteLoss", { yHat: [yHat, ["n"]], y: [y, ["n"]] });
  return tf.tidy(() => {
    const error = yHat.sub<tf.Tensor1D>(y);
    // Not error.abs(), whose gradient in tfjs is −1 where the error is 0.
    return error.mul(error.sign());
  });
}

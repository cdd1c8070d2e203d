import * as tf from "@tensorflow/tfjs";
import { assertShapes } from "../base/shapes";
import { assertPositive } from "../base/assertions";

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

/** Beyond it δ would be infinite in float32, and 0 · ∞ is NaN. */
const greatestFloat32 = 3.4028234e38;

/**
 * Huber's loss of each sample: ½e² where the error e = ŷ − y is at most δ in size, and δ|e| − ½δ² beyond, so
 * that value and slope meet at δ. Its derivative is the error, cut off at ±δ.
 * P. J. Huber, Robust Estimation of a Location Parameter, Annals of Mathematical Statistics 35 (1964).
 * PyTorch calls its mean `HuberLoss`.
 *
 * @param yHat predictions, [n]
 * @param y targets, [n]
 * @param options.delta δ, above 0, in the units of y. Default: 1
 * @returns losses, [n]
 * @throws ShapeError unless both have the shape [n]; RangeError if delta is not above 0
 */
export function huberLoss(yHat: tf.Tensor1D, y: tf.Tensor1D, { delta = 1 } = {}): tf.Tensor1D {
  assertShapes("huberLoss", { yHat: [yHat, ["n"]], y: [y, ["n"]] });
  assertPositive("huberLoss", "delta", delta);
  return tf.tidy(() => {
    const size = yHat.sub(y).abs();
    const within = tf.minimum(size, Math.min(delta, greatestFloat32));
    const beyond = size.sub(within);
    return within
      .square()
      .div(2)
      .add(beyond.mul(Math.min(delta, greatestFloat32)));
  });
}

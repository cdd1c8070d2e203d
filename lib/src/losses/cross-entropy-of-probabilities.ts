import * as tf from "@tensorflow/tfjs";
import { assertShapes } from "../base/shapes";
import { oneHot } from "./one-hot";

/**
 * The cross-entropy of each sample from probabilities, −log ŷ_y with ŷ_y the probability of the true class.
 * It is infinite where that is 0, as happens to a softmax that underflows; `crossEntropy`, from the logits, is not.
 *
 * ŷ_y is picked by a mask, the one-hot code of y, and not by `gather`, which has no gradient on the WebAssembly
 * backend.
 *
 * @param yHat probabilities, [n, q]
 * @param y class labels from 0 to q − 1, int32, [n]
 * @returns losses, [n]
 * @throws ShapeError if shapes do not fit or y is not int32; RangeError if a label is out of range
 */
export function crossEntropyOfProbabilities(yHat: tf.Tensor2D, y: tf.Tensor1D): tf.Tensor1D {
  assertShapes("crossEntropyOfProbabilities", { yHat: [yHat, ["n", "q"]], y: [y, ["n"]] });
  return tf.tidy(() => {
    const ofTrueClass = yHat.mul(oneHot(y, yHat.shape[1])).sum<tf.Tensor1D>(1);
    return ofTrueClass.log().neg();
  });
}

import * as tf from "@tensorflow/tfjs";
import { assertShapes } from "../base/shapes";
import { assertLabels, oneHot } from "./labels";

/**
 * Softmax of each row: ŷⱼ = exp(oⱼ) / Σₖ exp(oₖ), positive numbers that sum to 1. The largest logit of the row
 * is subtracted first, which cancels in the quotient and keeps exp from overflowing.
 *
 * @param logits [n, q]
 * @returns probabilities, [n, q]
 * @throws ShapeError unless the logits have the shape [n, q]
 */
export function softmax(logits: tf.Tensor2D): tf.Tensor2D {
  assertShapes("softmax", { logits: [logits, ["n", "q"]] });
  return tf.tidy(() => {
    const exponentials = logits.sub(logits.max(1, true)).exp();
    return exponentials.div(exponentials.sum(1, true));
  });
}

/**
 * The logarithm of the sum of exponentials of each row, log Σⱼ exp(oⱼ) = m + log Σⱼ exp(oⱼ − m), with m the
 * largest of the row, so that no exponential overflows and their sum is at least 1. It lies between m and
 * m + log q. Its gradient is the softmax.
 *
 * @param logits [n, q]
 * @returns [n]
 * @throws ShapeError unless the logits have the shape [n, q]
 */
export function logSumExp(logits: tf.Tensor2D): tf.Tensor1D {
  assertShapes("logSumExp", { logits: [logits, ["n", "q"]] });
  return tf.tidy(() => {
    const largest = logits.max<tf.Tensor2D>(1, true);
    const sums = logits.sub(largest).exp().sum<tf.Tensor1D>(1);
    return largest.squeeze<tf.Tensor1D>([1]).add(sums.log());
  });
}

/**
 * The cross-entropy of each sample from logits, −log softmax(o)_y = log Σⱼ exp(oⱼ) − o_y. It is finite for logits
 * up to 10³⁸ in size; a NaN among them makes the loss of its sample NaN. Its gradient by the logits is softmax(o) − y.
 * PyTorch calls its mean `CrossEntropyLoss`.
 *
 * @param logits [n, q]
 * @param y class labels from 0 to q − 1, int32, [n]
 * @returns losses, [n]
 * @throws ShapeError if shapes do not fit; TypeError if y is not int32; RangeError if a label is out of range
 */
export function crossEntropy(logits: tf.Tensor2D, y: tf.Tensor1D): tf.Tensor1D {
  assertShapes("crossEntropy", { logits: [logits, ["n", "q"]], y: [y, ["n"]] });
  return tf.tidy(() => crossEntropyOfTargets(logits, oneHot(y, logits.shape[1])));
}

/**
 * The cross-entropy of each sample from logits against a distribution over the classes, −Σⱼ yⱼ log softmax(o)ⱼ.
 * With the largest logit subtracted from each, sⱼ = oⱼ − max o, it is log Σⱼ exp(sⱼ) − Σⱼ yⱼ sⱼ, which neither
 * overflows nor takes the logarithm of 0.
 *
 * Its gradient by the logits is softmax(o) − y, and is stated here rather than found step by step through the
 * maximum, the exponentials, and the logarithm, which takes the time of a training step once more.
 * PyTorch: `cross_entropy` with probabilities as targets.
 *
 * @param logits [n, q]
 * @param targets probabilities, each row with sum 1, as one-hot codes or smoothed labels, [n, q]; treated as a
 *   constant, so that gradients do not flow through them
 * @returns losses, [n]
 * @throws ShapeError if shapes do not fit
 */
export function crossEntropyOfTargets(logits: tf.Tensor2D, targets: tf.Tensor2D): tf.Tensor1D {
  assertShapes("crossEntropyOfTargets", { logits: [logits, ["n", "q"]], targets: [targets, ["n", "q"]] });
  const withGradient = tf.customGrad((given, save) => {
    const o = given as tf.Tensor2D;
    const shifted = o.sub<tf.Tensor2D>(o.max(1, true));
    const value = shifted.exp().sum<tf.Tensor1D>(1).log().sub<tf.Tensor1D>(targets.mul(shifted).sum(1));
    // Saved, since the caller may have freed them when the gradient is taken; last, since what is saved stays if an
    // error comes after it.
    (save as (tensors: tf.Tensor[]) => void)([o, targets]);
    const gradFunc = (outer: tf.Tensor, [savedLogits, savedTargets]: tf.Tensor[]) =>
      tf.softmax(savedLogits).sub(savedTargets).mul(outer.expandDims(1));
    return { value, gradFunc };
  });
  // Native TensorFlow's exp disposes of whole numbers that it is given.
  return tf.tidy(() => withGradient(logits.dtype === "float32" ? logits : logits.toFloat()));
}

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
 * @throws ShapeError if shapes do not fit; TypeError if y is not int32; RangeError if a label is out of range
 */
export function crossEntropyOfProbabilities(yHat: tf.Tensor2D, y: tf.Tensor1D): tf.Tensor1D {
  assertShapes("crossEntropyOfProbabilities", { yHat: [yHat, ["n", "q"]], y: [y, ["n"]] });
  return tf.tidy(() => {
    const ofTrueClass = yHat.mul(oneHot(y, yHat.shape[1])).sum<tf.Tensor1D>(1);
    return ofTrueClass.log().neg();
  });
}

/**
 * The cross-entropy of each sample of two classes from one logit, −log σ(o) where y = 1 and −log(1 − σ(o)) where
 * y = 0, computed as max(o, 0) − oy + log(1 + exp(−|o|)), in which nothing overflows. Its gradient by the logit
 * is σ(o) − y. PyTorch calls its mean `BCEWithLogitsLoss`.
 *
 * @param logits [n]
 * @param y labels 0 and 1, int32, [n]
 * @returns losses, [n]
 * @throws ShapeError if shapes do not fit; TypeError if y is not int32; RangeError if a label is neither 0 nor 1
 */
export function logisticLoss(logits: tf.Tensor1D, y: tf.Tensor1D): tf.Tensor1D {
  assertShapes("logisticLoss", { logits: [logits, ["n"]], y: [y, ["n"]] });
  assertLabels("logisticLoss", "y", y, 2);
  const withGradient = tf.customGrad((given, save) => {
    const o = given as tf.Tensor1D;
    const value = o.relu().sub(o.mul(y)).add<tf.Tensor1D>(o.abs().neg().exp().log1p());
    // Saved last, since what is saved stays if an error comes after it.
    (save as (tensors: tf.Tensor[]) => void)([o, y]);
    // Stated, since tfjs's gradients of max and |·| at 0, where training begins, do not add up to σ(0) − y.
    const gradFunc = (outer: tf.Tensor, [savedLogits, savedY]: tf.Tensor[]) =>
      savedLogits.sigmoid().sub(savedY).mul(outer);
    return { value, gradFunc };
  });
  return tf.tidy(() => withGradient(logits));
}

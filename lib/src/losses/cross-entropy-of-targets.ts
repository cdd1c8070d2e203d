import * as tf from "@tensorflow/tfjs";
import { assertShapes } from "../base/shapes";

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
 * @param targets probabilities, each row with sum 1, as one-hot codes or smoothed labels, [n, q]; a constant:
 *   there is no gradient by them
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

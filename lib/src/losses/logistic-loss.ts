import * as tf from "@tensorflow/tfjs";
import { assertShapes } from "../base/shapes";
import { assertLabels } from "./assert-labels";

/**
 * The cross-entropy of each sample of two classes from one logit, −log σ(o) where y = 1 and −log(1 − σ(o)) where
 * y = 0, computed as max(o, 0) − oy + log(1 + exp(−|o|)), in which nothing overflows. Its gradient by the logit
 * is σ(o) − y. PyTorch calls its mean `BCEWithLogitsLoss`.
 *
 * @param logits [n]
 * @param y labels 0 and 1, int32, [n]
 * @returns losses, [n]
 * @throws ShapeError if shapes do not fit or y is not int32; RangeError if a label is neither 0 nor 1
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

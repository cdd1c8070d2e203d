import * as tf from "@tensorflow/tfjs";
import { assertPositive } from "../base/assertions";
import { assertShapes } from "../base/shapes";
import { oneHot } from "./labels";

/**
 * The margin loss of each sample, Σ over the classes j ≠ y of max(0, margin + oⱼ − o_y): it is 0 as soon as the
 * logit of the true class leads each other one by the margin, and asks for no more.
 * J. Weston and C. Watkins, Support Vector Machines for Multi-Class Pattern Recognition, 1999. PyTorch's
 * `MultiMarginLoss` is its mean divided by q.
 *
 * @param logits scores of the classes, [n, q]
 * @param y class labels from 0 to q − 1, int32, [n]
 * @param options.margin above 0. Default: 1
 * @returns losses, [n]
 * @throws ShapeError if shapes do not fit; TypeError if y is not int32; RangeError if a label or the margin is out of range
 */
export function multiclassHinge(logits: tf.Tensor2D, y: tf.Tensor1D, { margin = 1 } = {}): tf.Tensor1D {
  assertShapes("multiclassHinge", { logits: [logits, ["n", "q"]], y: [y, ["n"]] });
  assertPositive("multiclassHinge", "margin", margin);
  return tf.tidy(() => {
    const isTrue = oneHot(y, logits.shape[1]);
    const ofTrueClass = logits.mul(isTrue).sum(1, true);
    const shortfall: tf.Tensor2D = logits.sub(ofTrueClass).add(margin);
    return relu(shortfall).mul(tf.sub(1, isTrue)).sum<tf.Tensor1D>(1);
  });
}

/**
 * max(0, x), and NaN where x is not finite: `tf.relu` on the backend of WebAssembly makes 0 of NaN, and a training that
 * has diverged would look perfect.
 */
export const relu = <T extends tf.Tensor>(x: T): T => x.relu().add<T>(x.mul(0));

import * as tf from "@tensorflow/tfjs";
import { assertShapes } from "../base/shapes";

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

import * as tf from "@tensorflow/tfjs";
import { assertShapes } from "../base/shapes";

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

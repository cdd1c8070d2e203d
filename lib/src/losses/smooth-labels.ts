import * as tf from "@tensorflow/tfjs";
import { assertShapes } from "../base/shapes";
import { oneHot } from "./one-hot";

/**
 * Smoothed labels: (1 − ε) of the one-hot code plus ε spread evenly over all q classes, so that the true class
 * has 1 − ε + ε/q and each other one ε/q. C. Szegedy et al., Rethinking the Inception Architecture for Computer
 * Vision, 2016, section 7. PyTorch: `CrossEntropyLoss(label_smoothing=ε)`.
 *
 * @param labels class labels from 0 to q − 1, int32, [n]
 * @param q the number of classes
 * @param epsilon ε, from 0, which is the one-hot code, to 1
 * @returns targets for `crossEntropyOfTargets`, [n, q]
 * @throws ShapeError if the labels are not int32 of shape [n]; RangeError if a label or ε is out of range
 */
export function smoothLabels(labels: tf.Tensor1D, q: number, epsilon: number): tf.Tensor2D {
  assertShapes("smoothLabels", { labels: [labels, ["n"]] });
  assertEpsilon(epsilon);
  return tf.tidy(() =>
    oneHot(labels, q)
      .mul<tf.Tensor2D>(1 - epsilon)
      .add(epsilon / q),
  );
}

function assertEpsilon(epsilon: number): void {
  if (epsilon >= 0 && epsilon <= 1) return;
  throw new RangeError(`smoothLabels: epsilon must be a number from 0 to 1, got ${epsilon}.`);
}

import * as tf from "@tensorflow/tfjs";
import { assertLabelValues, assertWhole } from "../base/assertions";
import { assertShapes } from "../base/shapes";

/**
 * One-hot codes of class labels: row i is 1 at the label of sample i, and 0 elsewhere. PyTorch: `one_hot`; tfjs:
 * `tf.oneHot`, which makes a row of zeros of a label out of range.
 *
 * @param labels class labels from 0 to q − 1, int32, [n]
 * @param q the number of classes, a whole number ≥ 2
 * @returns codes in float32, [n, q]
 * @throws ShapeError if the labels are not of shape [n]; TypeError if they are not int32; RangeError if one is out of range
 */
export function oneHot(labels: tf.Tensor1D, q: number): tf.Tensor2D {
  assertShapes("oneHot", { labels: [labels, ["n"]] });
  assertWhole("oneHot", "q", q, 2);
  assertLabels("oneHot", "labels", labels, q);
  const codes = new Float32Array(labels.size * q);
  labels.dataSync().forEach((label, i) => (codes[i * q + label] = 1));
  return tf.tensor2d(codes, [labels.size, q]);
}

/**
 * Smoothed labels: (1 − ε) of the one-hot code plus ε spread evenly over all q classes, so that the true class
 * has 1 − ε + ε/q and each other one ε/q. C. Szegedy et al., Rethinking the Inception Architecture for Computer
 * Vision, 2016, section 7. PyTorch: `CrossEntropyLoss(label_smoothing=ε)`.
 *
 * @param labels class labels from 0 to q − 1, int32, [n]
 * @param q the number of classes
 * @param options.epsilon ε, from 0, which is the one-hot code, to 1
 * @returns targets for `crossEntropyOfTargets`, [n, q]
 * @throws ShapeError if the labels are not of shape [n]; TypeError if they are not int32; RangeError if a label or ε is out of range
 */
export function smoothLabels(labels: tf.Tensor1D, q: number, { epsilon }: { epsilon: number }): tf.Tensor2D {
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

/**
 * Checks class labels: whole numbers in int32, from 0 to q − 1. A one-hot code of a label beyond that would be a
 * row of zeros, with a loss of 0 for whatever was predicted.
 *
 * @throws TypeError if the labels are not int32; RangeError that says the first label out of range and its place
 */
export function assertLabels(caller: string, argument: string, labels: tf.Tensor, q: number): void {
  if (labels.dtype !== "int32") {
    // A cast would silently round it to a whole number.
    const wrong = labels.dataSync().findIndex((label) => !Number.isInteger(label));
    throw new TypeError(
      `${caller}: ${argument} must be class labels in int32, got ${labels.dtype}. ` +
        `${argument}.toInt() makes them so, where they are whole numbers` +
        (wrong < 0 ? "." : `, which ${labels.dataSync()[wrong]} at index ${wrong} is not.`),
    );
  }
  assertLabelValues(caller, argument, labels.dataSync<"int32">(), q);
}

/**
 * Rejects NaN, which an argmax would silently turn into some class.
 *
 * @throws RangeError that names the function, the argument, and the place of the first NaN
 */
export function assertNoNaN(caller: string, argument: string, values: ArrayLike<number>, q: number): void {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isNaN(values[i])) continue;
    throw new RangeError(
      `${caller}: ${argument} must hold no NaN, got one in row ${Math.floor(i / q)}, column ${i % q}. ` +
        "Parameters become NaN when training diverges: train again with a smaller learning rate.",
    );
  }
}

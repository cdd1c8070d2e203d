import * as tf from "@tensorflow/tfjs";
import { assertWhole } from "../base/numbers";
import { assertShapes } from "../base/shapes";
import { assertLabels } from "./assert-labels";

/**
 * One-hot codes of class labels: row i is 1 at the label of sample i, and 0 elsewhere.
 *
 * @param labels class labels from 0 to q − 1, int32, [n]
 * @param q the number of classes, a whole number ≥ 2
 * @returns codes in float32, [n, q]
 * @throws ShapeError if the labels are not int32 of shape [n]; RangeError if one is out of range
 */
export function oneHot(labels: tf.Tensor1D, q: number): tf.Tensor2D {
  assertShapes("oneHot", { labels: [labels, ["n"]] });
  assertWhole("oneHot", "q", q, 2);
  assertLabels("oneHot", "labels", labels, q);
  const codes = new Float32Array(labels.size * q);
  labels.dataSync().forEach((label, i) => (codes[i * q + label] = 1));
  return tf.tensor2d(codes, [labels.size, q]);
}

import type * as tf from "@tensorflow/tfjs";
import { ShapeError } from "../base/shapes";

/**
 * Checks class labels: whole numbers in int32, from 0 to q − 1. A one-hot code of a label beyond that would be a
 * row of zeros, with a loss of 0 for whatever was predicted.
 *
 * @throws ShapeError if the labels are not int32; RangeError that says the first label out of range and its place
 */
export function assertLabels(caller: string, argument: string, labels: tf.Tensor, q: number): void {
  if (labels.dtype !== "int32") {
    // A cast would silently round it to a whole number.
    const wrong = labels.dataSync().findIndex((label) => !Number.isInteger(label));
    throw new ShapeError(
      `${caller}: ${argument} must be class labels in int32, got ${labels.dtype}. ` +
        `${argument}.toInt() makes them so, where they are whole numbers` +
        (wrong < 0 ? "." : `, which ${labels.dataSync()[wrong]} at index ${wrong} is not.`),
    );
  }
  assertLabelValues(caller, argument, labels.dataSync<"int32">(), q);
}

/** Checks class labels in plain numbers: whole ones from 0 to q − 1. @throws RangeError that says which is not */
export function assertLabelValues(
  caller: string,
  argument: string,
  labels: ArrayLike<number>,
  q: number,
): void {
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i];
    if (label >= 0 && label < q && Number.isInteger(label)) continue;
    throw new RangeError(
      `${caller}: ${argument} must hold whole numbers from 0 to ${q - 1}, one of q = ${q} classes, ` +
        `got ${label} at index ${i} of ${labels.length}.`,
    );
  }
}

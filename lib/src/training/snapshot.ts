import * as tf from "@tensorflow/tfjs";
import { assertShapes } from "../base/shapes";

/** Puts parameters back to what they were when the snapshot was taken. It can be used any number of times. */
export type Restore = () => void;

/**
 * Copies the parameters of a model, outside tensors, so that nothing has to be freed.
 *
 * @param parameters variables, as [w, b], or a model of tf.layers with all its weights
 * @returns a function that puts them back, all or none of them
 * @throws ShapeError, also when they are put back, if one of them has been disposed of
 */
export function takeSnapshot(parameters: readonly tf.Variable[] | tf.LayersModel): Restore {
  const tensors = isModel(parameters) ? parameters.getWeights() : parameters;
  const assertKept = () =>
    tensors.forEach((tensor, i) =>
      assertShapes("takeSnapshot", { [`parameter ${i}`]: [tensor, tensor.shape] }),
    );
  assertKept();
  const copies = tensors.map((tensor) => ({
    values: tensor.dataSync<"float32">().slice(),
    shape: tensor.shape,
    dtype: tensor.dtype,
  }));
  return () => {
    assertKept();
    tf.tidy(() => {
      const values = copies.map((copy) => tf.tensor(copy.values.slice(), copy.shape, copy.dtype));
      if (isModel(parameters)) parameters.setWeights(values);
      else parameters.forEach((variable, i) => variable.assign(values[i]));
    });
  };
}

const isModel = (given: readonly tf.Variable[] | tf.LayersModel): given is tf.LayersModel =>
  !Array.isArray(given);

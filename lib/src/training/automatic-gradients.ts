import * as tf from "@tensorflow/tfjs";
import { assertFinite } from "../base/finite";
import { ShapeError } from "../base/shapes";
import { freeingTape } from "../base/tape";

/** A function whose gradient is taken. It must return a scalar, which is checked where it is called. */
export type ScalarFunction = (...at: tf.Tensor[]) => tf.Tensor;

/** A function, its arguments, and what these are called. */
export interface FunctionAt {
  f: ScalarFunction;
  at: readonly tf.Tensor[];
  names: readonly string[];
}

/** The values of a float32 tensor, in row-major order. They may be the tensor's own: not to be written to. */
export const valuesOf = (tensor: tf.Tensor): Float32Array => tensor.dataSync<"float32">();

/**
 * The gradient of f by each of its arguments, as TensorFlow finds it. Frees all tensors it makes.
 *
 * @returns one array an argument
 * @throws ShapeError if f is not a scalar; RangeError if its value or gradient is not finite; Error if there is
 *   no gradient
 */
export function automaticGradients(caller: string, { f, at, names }: FunctionAt): Float32Array[] {
  return tf.tidy(() => {
    assertFinite(caller, "f at the place given", [asScalar(caller, f(...at))]);
    let gradients: tf.Tensor[];
    try {
      gradients = freeingTape(() => tf.grads(f)([...at]));
    } catch (cause) {
      throw new Error(
        `${caller}: TensorFlow finds no automatic gradient of f: ${(cause as Error).message.trim()} ` +
          `f must lead from each of ${names.join(", ")} to its result by operations on the tensors that it is ` +
          `called with, which have a gradient on the backend ${tf.getBackend()}.`,
        { cause },
      );
    }
    return gradients.map((gradient, which) => {
      const values = valuesOf(gradient);
      assertFinite(caller, `the automatic gradient by ${names[which]}`, values);
      return values;
    });
  });
}

/**
 * The value of f where one argument has other elements. Frees all tensors it makes.
 *
 * @throws ShapeError if f is not a scalar; RangeError if it is not finite there
 */
export function valueMoved(
  caller: string,
  { f, at, names }: FunctionAt,
  { which, elements }: { which: number; elements: Float32Array },
): number {
  return tf.tidy(() => {
    // A copy, since a tensor may keep the array that it was made from.
    const moved = tf.tensor(elements.slice(), at[which].shape, "float32");
    const value = asScalar(caller, f(...at.map((given, place) => (place === which ? moved : given))));
    assertFinite(caller, `f, one finite-difference step from ${names[which]},`, [value]);
    return value;
  });
}

const isTensor = (value: unknown): value is tf.Tensor => value instanceof tf.Tensor;

function asScalar(caller: string, value: unknown): number {
  if (!isTensor(value)) {
    const given =
      value instanceof Promise ? "a promise" : value === undefined ? "nothing" : `a ${typeof value}`;
    throw new ShapeError(`${caller}: f must return a scalar tensor, got ${given}.`);
  }
  if (value.rank !== 0) {
    throw new ShapeError(
      `${caller}: f must return a scalar, of shape [], got [${value.shape.join(", ")}]. Add .sum() or .mean().`,
    );
  }
  return valuesOf(value)[0];
}

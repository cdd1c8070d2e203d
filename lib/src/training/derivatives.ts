import * as tf from "@tensorflow/tfjs";
import { assertFinite } from "../base/assertions";
import { ShapeError } from "../base/shapes";
import { freeingTape } from "../base/memory";

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

/** Half the distance between 1 and the next larger float32, 2⁻²⁴: the largest relative error of rounding. */
const roundingError = 2 ** -24;

/** A partial derivative estimated from two values of the function. */
export interface CentralDifference {
  estimate: number;
  /**
   * What rounding the function's two values to float32 can add to the estimate, or take from it. The function's
   * own arithmetic may round more often than that.
   */
  resolution: number;
  /** The steeper of the slopes from x to the two points, in size: above 0 at the bottom of a valley as well. */
  slopeNearby: number;
}

/**
 * The step for a central difference of a float32 function at x: ε^(1/3) · max(1, |x|) with ε = 2⁻²³, so about
 * 0.005. It balances the error of the formula, which grows with h², against that of rounding, which grows
 * with 1/h (Press et al., Numerical Recipes, 3rd ed., section 5.7, with the scale of f taken as max(1, |x|)).
 */
export const differenceStep = (x: number): number => Math.cbrt(2 ** -23) * Math.max(1, Math.abs(x));

/**
 * The partial derivatives of f by every element of one of its arguments: (f(x + h) − f(x − h)) / 2h each,
 * divided by the distance that is left after x ± h is rounded to float32. Calls f twice an element,
 * and once at x.
 *
 * @param f a scalar from the elements of the argument
 * @param x the argument's elements, float32
 * @returns one estimate per element, as precise as about ε^(2/3) ≈ 2·10⁻⁵ of the size of f
 */
export function centralDifferences(
  f: (elements: Float32Array) => number,
  x: Float32Array,
): CentralDifference[] {
  const here = f(x.slice());
  return Array.from(x, (value, index) => {
    const step = differenceStep(value);
    const moved = Float32Array.from(x);
    const at = (place: number): [place: number, f: number] => {
      moved[index] = place;
      return [moved[index], f(moved)];
    };
    const [right, above] = at(value + step);
    const [left, below] = at(value - step);
    return {
      estimate: (above - below) / (right - left),
      resolution: (roundingError * (Math.abs(above) + Math.abs(below))) / (right - left),
      slopeNearby: Math.max(Math.abs(above - here), Math.abs(below - here)) / step,
    };
  });
}

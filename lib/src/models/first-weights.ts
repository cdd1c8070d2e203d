import { assertFinite } from "../base/finite";
import type { Random } from "../base/random";
import { ShapeError } from "../base/shapes";

/** How first weights are drawn where none are given. */
export interface WeightDraw {
  /** The first weights are drawn from here, normal with mean 0. Default: all are 0. Given weights draw nothing. */
  random?: Pick<Random, "normals"> | undefined;
  /** The standard deviation of the first weights, above 0. Default: 0.01. */
  standardDeviation?: number | undefined;
}

/** Draws `count` first weights, or makes them 0 where there is nothing to draw from. */
export const firstWeights = (count: number, { random, standardDeviation = 0.01 }: WeightDraw): Float32Array =>
  random ? random.normals(count, 0, standardDeviation) : new Float32Array(count);

/**
 * Given parameters in float32.
 *
 * @param size what their count is, as in "d · q"
 * @throws ShapeError if there are not as many as wanted; RangeError if one is not finite in float32
 */
export function givenParameters(
  caller: string,
  name: string,
  given: ArrayLike<number>,
  { size, count }: { size: string; count: number },
): Float32Array {
  if (given.length !== count) {
    throw new ShapeError(`${caller}: ${name} must have ${size} = ${count} numbers, got ${given.length}.`);
  }
  const values = Float32Array.from(given);
  assertFinite(caller, name, values);
  return values;
}

import { assertFinite } from "../../tensor/finite";
import { assertPositive, assertWhole } from "../../tensor/numbers";
import type { Random } from "../../tensor/random";
import { ShapeError } from "../../tensor/shapes";

/** Where the parameters of a softmax regression start. */
export interface SoftmaxStart {
  /** The number of features d. */
  d: number;
  /** The number of classes q, 2 or more. */
  q: number;
  /** The first weights are drawn from here, normal with mean 0. Default: all are 0. */
  random?: Pick<Random, "normals"> | undefined;
  /** The standard deviation of the first weights, above 0. Default: 0.01. */
  standardDeviation?: number | undefined;
  /** The first weights themselves instead of drawing them: d · q numbers, q for each feature in turn. */
  W?: ArrayLike<number> | undefined;
  /** The first biases, q numbers. Default: all are 0. */
  b?: ArrayLike<number> | undefined;
}

/** The parameters of a softmax regression as plain numbers. */
export interface SoftmaxParameters {
  /** The weights W, [d, q] row after row: q for each feature in turn. */
  readonly W: number[];
  /** The biases b, one a class. */
  readonly b: number[];
}

/** The first parameters, the same for each form of the model. @throws RangeError or ShapeError on bad options */
export function startingParameters(
  caller: string,
  options: SoftmaxStart,
): { W: Float32Array; b: Float32Array } {
  const { d, q, random, standardDeviation = 0.01 } = options;
  assertWhole(caller, "d", d, 1);
  assertWhole(caller, "q", q, 2);
  assertPositive(caller, "standardDeviation", standardDeviation);
  for (const [name, given, size, count] of [
    ["W", options.W, "d · q", d * q],
    ["b", options.b, "q", q],
  ] as const) {
    if (given && given.length !== count) {
      throw new ShapeError(`${caller}: ${name} must have ${size} = ${count} numbers, got ${given.length}.`);
    }
    if (given) assertFinite(caller, name, given);
  }
  const drawn = () => (random ? random.normals(d * q, 0, standardDeviation) : new Float32Array(d * q));
  return {
    W: options.W ? Float32Array.from(options.W) : drawn(),
    b: options.b ? Float32Array.from(options.b) : new Float32Array(q),
  };
}

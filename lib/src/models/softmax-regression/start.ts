import { assertPositive, assertWhole } from "../../base/numbers";
import { firstWeights, givenParameters, type WeightDraw } from "../first-weights";

/** Where the parameters of a softmax regression start. */
export interface SoftmaxStart extends WeightDraw {
  /** The number of features d. */
  d: number;
  /** The number of classes q, 2 or more. */
  q: number;
  /** The first weights themselves instead of drawing them: d · q numbers, q for each feature in turn. */
  W?: ArrayLike<number> | undefined;
  /** The first biases, q numbers. Default: all are 0. */
  b?: ArrayLike<number> | undefined;
}

/** The parameters of a softmax regression as plain numbers. */
export interface SoftmaxParameters {
  /** The weights W, [d, q] row after row: q for each feature in turn. */
  readonly W: number[];
  /** The biases b, one per class. */
  readonly b: number[];
}

/** The first parameters, the same for each form of the model. @throws RangeError or ShapeError on bad options */
export function startingParameters(
  caller: string,
  options: SoftmaxStart,
): { W: Float32Array; b: Float32Array } {
  const { d, q, standardDeviation = 0.01 } = options;
  assertWhole(caller, "d", d, 1);
  assertWhole(caller, "q", q, 2);
  assertPositive(caller, "standardDeviation", standardDeviation);
  const W = options.W && givenParameters(caller, "W", options.W, { size: "d · q", count: d * q });
  const b = options.b && givenParameters(caller, "b", options.b, { size: "q", count: q });
  return { W: W ?? firstWeights(d * q, options), b: b ?? new Float32Array(q) };
}

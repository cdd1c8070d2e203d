import { assertFinite } from "../../base/finite";
import { assertPositive, assertWhole } from "../../base/numbers";
import { firstWeights, givenParameters, type WeightDraw } from "../first-weights";

/** Where the parameters of a linear regression start. */
export interface LinearStart extends WeightDraw {
  /** The number of features d. */
  d: number;
  /** The first weights themselves, d numbers, instead of drawing them. */
  w?: ArrayLike<number> | undefined;
  /** The first bias. Default: 0. */
  b?: number | undefined;
}

/** The parameters of a linear regression as plain numbers. */
export interface LinearParameters {
  /** The weights w, one per feature. */
  readonly w: number[];
  /** The bias b. */
  readonly b: number;
}

/** The first parameters, the same for each form of the model. @throws RangeError or ShapeError on bad options */
export function startingParameters(caller: string, options: LinearStart): { w: Float32Array; b: number } {
  const { d, standardDeviation = 0.01, b = 0 } = options;
  assertWhole(caller, "d", d, 1);
  assertPositive(caller, "standardDeviation", standardDeviation);
  assertFinite(caller, "b", [Math.fround(b)]);
  const w = options.w && givenParameters(caller, "w", options.w, { size: "d", count: d });
  return { w: w ?? firstWeights(d, options), b };
}

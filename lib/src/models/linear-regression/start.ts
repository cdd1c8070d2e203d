import { assertFinite } from "../../tensor/finite";
import { assertPositive, assertWhole } from "../../tensor/numbers";
import type { Random } from "../../tensor/random";
import { ShapeError } from "../../tensor/shapes";

/** Where the parameters of a linear regression start. */
export interface LinearStart {
  /** The number of features d. */
  d: number;
  /** The first weights are drawn from here, normal with mean 0. Default: all are 0. */
  random?: Random | undefined;
  /** The standard deviation of the first weights, above 0. Default: 0.01. */
  standardDeviation?: number | undefined;
  /** The first weights themselves, d numbers, instead of drawing them. */
  w?: ArrayLike<number> | undefined;
  /** The first bias. Default: 0. */
  b?: number | undefined;
}

/** The parameters of a linear regression as plain numbers. */
export interface LinearParameters {
  /** The weights w, one a feature. */
  readonly w: number[];
  /** The bias b. */
  readonly b: number;
}

/** The first parameters, the same for each form of the model. @throws RangeError or ShapeError on bad options */
export function startingParameters(caller: string, options: LinearStart): { w: Float32Array; b: number } {
  const { d, random, standardDeviation = 0.01, b = 0 } = options;
  assertWhole(caller, "d", d, 1);
  assertPositive(caller, "standardDeviation", standardDeviation);
  if (options.w && options.w.length !== d) {
    throw new ShapeError(`${caller}: w must have d = ${d} numbers, got ${options.w.length}.`);
  }
  const drawn = random ? random.normals(d, 0, standardDeviation) : new Float32Array(d);
  const w = options.w ? Float32Array.from(options.w) : drawn;
  assertFinite(caller, "w and b", [...w, b]);
  return { w, b };
}

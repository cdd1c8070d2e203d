import type * as tf from "@tensorflow/tfjs";
import { assertLabels } from "../../losses/assert-labels";
import { assertPositive } from "../../tensor/numbers";
import { assertShapes } from "../../tensor/shapes";

/** What a step is made on. */
export interface StepToCheck {
  X: tf.Tensor2D;
  y: tf.Tensor1D;
  /** The number of features. */
  d: number;
  /** The number of classes. */
  q: number;
  learningRate: number;
}

/** Checks what a step is made on. @throws ShapeError or RangeError that says what does not fit */
export function assertStep(caller: string, { X, y, d, q, learningRate }: StepToCheck): void {
  assertPositive(caller, "learningRate", learningRate);
  assertShapes(caller, { X: [X, ["n", d]], y: [y, ["n"]] });
  assertLabels(caller, "y", y, q);
}

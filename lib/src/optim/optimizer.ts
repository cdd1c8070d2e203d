import * as tf from "@tensorflow/tfjs";
import { assertPositive, assertWhole } from "../base/assertions";
import { assertShapes, ShapeError } from "../base/shapes";

/**
 * One step of an optimizer, which moves parameters in place. `sgd` is one; those with a memory, such as
 * `momentum` and `adam`, remember the parameters of their first step and serve these alone.
 */
export interface Optimizer {
  /**
   * @param parameters the variables to move
   * @param gradients the gradient for each, of the same shape, of the loss summed over the batch
   * @param learningRate η, above 0
   * @param batchSize B, the true number of samples that were summed over
   */
  (parameters: tf.Variable[], gradients: tf.Tensor[], learningRate: number, batchSize: number): void;
  /** Frees the memory of the optimizer, where it has one. */
  dispose?(): void;
}

/** An optimizer that remembers something, as a tensor a parameter, until it is disposed of. */
export interface OptimizerWithMemory extends Optimizer {
  dispose(): void;
}

/** The arguments of a step. */
export type StepArguments = Parameters<Optimizer>;

/**
 * Checks the arguments of a step before the first parameter is moved, so that a step is made in full or not at all.
 *
 * @throws RangeError if a number is out of range; ShapeError if there is not one gradient for each parameter, a
 *   gradient has another shape than its parameter, or one of them was disposed of; TypeError if a parameter is not a
 *   variable in float32
 */
export function assertStep(caller: string, ...[parameters, gradients, rate, batchSize]: StepArguments): void {
  assertPositive(caller, "learningRate", rate);
  assertWhole(caller, "batchSize", batchSize, 1);
  if (gradients.length !== parameters.length) {
    throw new ShapeError(
      `${caller}: gradients must have one tensor for each of the ${parameters.length} parameters, got ${gradients.length}.`,
    );
  }
  parameters.forEach((parameter, i) => {
    if (!(parameter instanceof tf.Variable)) {
      throw new TypeError(
        `${caller}: parameter ${i} must be a tf.Variable, which can be moved. Make it by tf.variable(values).`,
      );
    }
    assertShapes(caller, {
      [`parameter ${i}`]: [parameter, parameter.shape],
      [`the gradient of parameter ${i}`]: [gradients[i], parameter.shape],
    });
    if (parameter.dtype === "float32") return;
    throw new TypeError(
      `${caller}: parameter ${i} must be float32, got ${parameter.dtype}, which has no room for a small step. ` +
        "Make it by tf.variable(values.toFloat()).",
    );
  });
}

/** An optimizer with checked steps, whose memory is about the parameters of its first step and serves these alone. */
export function withMemory(
  caller: string,
  { step, forget }: { step: (...step: StepArguments) => void; forget: () => void },
): OptimizerWithMemory {
  let first: readonly tf.Variable[] | undefined;
  const checked = (...args: StepArguments) => {
    assertStep(caller, ...args);
    const [parameters] = args;
    first ??= [...parameters];
    if (first.length !== parameters.length || first.some((known, i) => known !== parameters[i])) {
      throw new Error(
        `${caller}: parameters must be those of the first step, in the same order, since what is remembered of ` +
          "their gradients is about them. Make another optimizer for another model.",
      );
    }
    step(...args);
  };
  return Object.assign(checked, { dispose: forget });
}

/** Checks how much of a running mean is kept a step. @throws RangeError that says what was given */
export function assertKept(caller: string, argument: string, beta: number): void {
  if (beta >= 0 && beta < 1) return;
  throw new RangeError(`${caller}: ${argument} must be a number from 0 to below 1, got ${beta}.`);
}

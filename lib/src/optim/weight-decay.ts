import * as tf from "@tensorflow/tfjs";
import { assertNotNegative } from "../base/assertions";
import { assertStep, type Optimizer, type OptimizerWithMemory, type StepArguments } from "./optimizer";

/** What decays and by how much. */
export interface WeightDecayOptions {
  /** λ, ≥ 0; 0 leaves the optimizer as it is. */
  lambda: number;
  /** Which parameters decay, by their place. Default: each, the bias too; `(i) => i === 0` spares the bias of [w, b]. */
  decays?: (index: number) => boolean;
}

/**
 * Weight decay around another optimizer: parameters shrink by the factor 1 − ηλ a step, and then make the step.
 *
 * Under `sgd` that is the gradient of the penalty (λ/2)‖w‖² added to the mean loss. Under `adam` it is not, as
 * the penalty's gradient would be scaled there like the loss's (I. Loshchilov and F. Hutter, Decoupled Weight
 * Decay Regularization, 2019: AdamW). PyTorch: the option `weight_decay` of `SGD`, and `optim.AdamW`.
 *
 * A step that the inner optimizer refuses leaves the parameters as they were.
 *
 * @example weightDecay(sgd, { lambda: 0.01 });
 * @throws RangeError if λ is negative or, at a step, ηλ is 1 or more, which would turn parameters around
 */
export function weightDecay(optimizer: Optimizer, options: WeightDecayOptions): OptimizerWithMemory {
  const { lambda, decays = () => true } = options;
  assertNotNegative("weightDecay", "lambda", lambda);

  const step = (...[parameters, gradients, learningRate, batchSize]: StepArguments) => {
    assertStep("weightDecay", parameters, gradients, learningRate, batchSize);
    const factor = 1 - learningRate * lambda;
    if (factor <= 0) {
      throw new RangeError(
        `weightDecay: learningRate · lambda must be below 1, got ${learningRate} · ${lambda}. Make either smaller.`,
      );
    }
    const before = parameters.map((parameter) => parameter.clone());
    try {
      tf.tidy(() => {
        parameters.forEach((parameter, i) => {
          if (decays(i)) parameter.assign(parameter.mul(factor));
        });
      });
      optimizer(parameters, gradients, learningRate, batchSize);
    } catch (error) {
      parameters.forEach((parameter, i) => parameter.assign(before[i]));
      throw error;
    } finally {
      tf.dispose(before);
    }
  };
  return Object.assign(step, { dispose: () => optimizer.dispose?.() });
}

import * as tf from "@tensorflow/tfjs";
import { assertPositive } from "../base/assertions";
import { assertKept, type OptimizerWithMemory, withMemory } from "./optimizer";

/** What `adam` remembers and how long. */
export interface AdamOptions {
  /** β₁, how much of the mean gradient is kept a step, from 0 to below 1. Default: 0.9. */
  beta1?: number;
  /** β₂, how much of the mean squared gradient is kept a step, from 0 to below 1. Default: 0.999. */
  beta2?: number;
  /** ε, added to the root of the mean square, above 0. Default: 10⁻⁷; PyTorch has 10⁻⁸. */
  epsilon?: number;
}

/**
 * Adam, as the framework has it: each parameter moves by −η m̂/(√v̂ + ε), with m̂ and v̂ the running means of its
 * gradient and of the gradient's square, corrected for their start at 0. A step is thus about η in size,
 * whatever the scale of the feature.
 *
 * D. P. Kingma and J. Ba, Adam: A Method for Stochastic Optimization, 2015. The work is done by `tf.train.adam`.
 * PyTorch: `optim.Adam`.
 *
 * @returns an optimizer that holds m and v, two tensors a parameter and two scalars, until `dispose()`
 * @throws RangeError if an option is out of range
 */
export function adam(options: AdamOptions = {}): OptimizerWithMemory {
  const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 } = options;
  assertKept("adam", "beta1", beta1);
  assertKept("adam", "beta2", beta2);
  assertPositive("adam", "epsilon", epsilon);
  let framework: tf.AdamOptimizer | undefined;
  return withMemory("adam", {
    step(parameters, gradients, learningRate, batchSize) {
      framework ??= tf.train.adam(learningRate, beta1, beta2, epsilon);
      // The framework has no setter, though it reads the learning rate afresh at each step.
      (framework as unknown as { learningRate: number }).learningRate = learningRate;
      const means = gradients.map((gradient, i) => ({
        name: parameters[i].name,
        tensor: tf.tidy(() => gradient.div(batchSize)),
      }));
      try {
        framework.applyGradients(means);
      } finally {
        tf.dispose(means.map(({ tensor }) => tensor));
      }
    },
    forget() {
      framework?.dispose();
      framework = undefined;
    },
  });
}

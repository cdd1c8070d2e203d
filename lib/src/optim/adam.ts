import * as tf from "@tensorflow/tfjs";
import { assertPositive } from "../base/assertions";
import { assertStep, onlyForTheFirst, type OptimizerWithMemory, type StepArguments } from "./optimizer";

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
 *
 * @returns an optimizer that holds m and v, two tensors a parameter and two scalars, until `dispose()`
 * @throws RangeError if an option is out of range
 */
export function adam(options: AdamOptions = {}): OptimizerWithMemory {
  const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 } = options;
  for (const [name, beta] of Object.entries({ beta1, beta2 })) {
    if (!(beta >= 0 && beta < 1)) {
      throw new RangeError(`adam: ${name} must be a number from 0 to below 1, got ${beta}.`);
    }
  }
  assertPositive("adam", "epsilon", epsilon);
  const assertKnown = onlyForTheFirst("adam");
  let framework: tf.AdamOptimizer | undefined;

  const step = (...[parameters, gradients, learningRate, batchSize]: StepArguments) => {
    assertStep("adam", parameters, gradients, learningRate, batchSize);
    assertKnown(parameters);
    framework ??= tf.train.adam(learningRate, beta1, beta2, epsilon);
    // The framework has no setter, though it reads the learning rate afresh at each step.
    (framework as unknown as { learningRate: number }).learningRate = learningRate;
    const means = tf.tidy(() =>
      parameters.map(({ name }, i) => ({ name, tensor: gradients[i].div(batchSize) })),
    );
    try {
      framework.applyGradients(means);
    } finally {
      tf.dispose(means.map(({ tensor }) => tensor));
    }
  };
  return Object.assign(step, {
    dispose() {
      framework?.dispose();
      framework = undefined;
    },
  });
}

import * as tf from "@tensorflow/tfjs";
import { assertKept, assertStep, type OptimizerWithMemory, withMemory } from "./optimizer";

/**
 * One step of minibatch stochastic gradient descent: each parameter moves by −η/B times the gradient of the
 * **summed** loss of the batch, that is by −η times the mean of the samples' gradients. PyTorch: `optim.SGD`, which
 * takes the gradient of the mean loss.
 *
 * @param parameters the variables to move, in place
 * @param gradients the gradient for each, of the same shape, of the loss summed over the batch
 * @param learningRate η, above 0
 * @param batchSize B, the true number of samples that were summed over
 * @throws RangeError if the learning rate is not above 0 or B is not a whole number ≥ 1; ShapeError if a gradient
 *   is missing or has another shape than its parameter. Then no parameter has moved
 */
export function sgd(
  parameters: tf.Variable[],
  gradients: tf.Tensor[],
  learningRate: number,
  batchSize: number,
): void {
  assertStep("sgd", parameters, gradients, learningRate, batchSize);
  tf.tidy(() => {
    parameters.forEach((parameter, i) => {
      parameter.assign(parameter.sub(gradients[i].mul(learningRate / batchSize)));
    });
  });
}

/**
 * Gradient descent with momentum, the heavy ball: v ← βv + g, then θ ← θ − ηv, with g the mean gradient of the
 * batch and v = 0 at first. On a constant gradient the steps grow to 1/(1 − β) times those of `sgd`.
 *
 * B. T. Polyak, Some Methods of Speeding up the Convergence of Iteration Methods, USSR Computational Mathematics
 * and Mathematical Physics 4 (1964); in this form as in PyTorch's `SGD` and tfjs's `tf.train.momentum`.
 *
 * @param options.beta β, from 0, which is `sgd`, to below 1. Default: 0.9
 * @returns an optimizer that holds v, one tensor per parameter, until `dispose()`
 * @throws RangeError if β is out of range
 */
export function momentum({ beta = 0.9 }: { beta?: number } = {}): OptimizerWithMemory {
  assertKept("momentum", "beta", beta);
  let velocities: tf.Variable[] | undefined;
  return withMemory("momentum", {
    step: (parameters, gradients, learningRate, batchSize) =>
      tf.tidy(() => {
        velocities ??= parameters.map((parameter) => tf.variable(tf.zerosLike(parameter), false));
        velocities.forEach((velocity, i) => {
          velocity.assign(velocity.mul(beta).add(gradients[i].div(batchSize)));
          parameters[i].assign(parameters[i].sub(velocity.mul(learningRate)));
        });
      }),
    forget() {
      tf.dispose(velocities);
      velocities = undefined;
    },
  });
}

import * as tf from "@tensorflow/tfjs";
import { assertStep } from "./optimizer";

/**
 * One step of minibatch stochastic gradient descent: each parameter moves by −η/B times the gradient of the
 * **summed** loss of the batch, that is by −η times the mean of the samples' gradients.
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

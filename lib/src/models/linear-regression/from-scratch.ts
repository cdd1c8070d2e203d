import type * as tf from "@tensorflow/tfjs";
import { squaredLoss } from "../../losses/regression";
import type { Optimizer } from "../../optim/optimizer";
import { type LinearStart, linearVariables } from "../first-parameters";
import { type LinearRegression, ofFeatures } from "../forms";
import { linearModel } from "../linear-model";
import { forwardAndBackward, onVariables } from "../tensor-model";

/** Loss of a sample from its prediction and its target, both [n]. */
export type RegressionLoss = (yHat: tf.Tensor1D, y: tf.Tensor1D) => tf.Tensor1D;

/** Linear regression on tensors, with automatic gradients: the lecture's from-scratch form. */
export interface LinearRegressionFromScratch extends LinearRegression {
  /** Weights, [d]. */
  readonly w: tf.Variable<tf.Rank.R1>;
  /** Bias, a scalar. */
  readonly b: tf.Variable<tf.Rank.R0>;
}

/**
 * A linear regression trained by minibatch SGD, or another optimizer, with automatic gradients.
 *
 * @param options the number of features, the first parameters, the loss (default: squaredLoss), and the
 *   optimizer of [w, b] (default: sgd), which is the model's own from then on
 * @throws RangeError or ShapeError if an option is out of range
 */
export function linearRegressionFromScratch(
  options: LinearStart & { loss?: RegressionLoss; optimizer?: Optimizer },
): LinearRegressionFromScratch {
  const caller = "linearRegressionFromScratch";
  const { d, loss = squaredLoss, optimizer } = options;
  const { w, b, parameters } = linearVariables(caller, options);
  const model = (X: tf.Tensor2D) => linearModel(X, w, b);
  const { step, dispose } = onVariables(
    caller,
    { sizes: { d }, parameters: [w, b], optimizer },
    ({ X, y, size }) =>
      forwardAndBackward(caller, {
        parameters: [w, b],
        model: () => model(X),
        loss: (yHat) => loss(yHat, y),
        shape: [size],
      }),
  );

  return {
    ...{ w, b, parameters, dispose },
    step: (batch, learningRate) => step(batch, learningRate).loss,
    predict: ofFeatures(`${caller}.predict`, d, model),
  };
}

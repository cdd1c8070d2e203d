import type * as tf from "@tensorflow/tfjs";
import { squaredLoss } from "../../losses/regression";
import type { Optimizer } from "../../optim/optimizer";
import { type LinearParameters, type LinearStart, linearVariables } from "../first-parameters";
import { linearModel } from "../linear-model";
import { automaticGradients, onVariables } from "../tensor-model";
import { assertFeatures, type Trainable } from "../trainable";

/** Loss of a sample from its prediction and its target, both [n]. */
export type RegressionLoss = (yHat: tf.Tensor1D, y: tf.Tensor1D) => tf.Tensor1D;

/** Linear regression on tensors, with automatic gradients: the lecture's from-scratch form. */
export interface LinearRegressionFromScratch extends Trainable {
  /** Weights, [d]. */
  readonly w: tf.Variable<tf.Rank.R1>;
  /** Bias, a scalar. */
  readonly b: tf.Variable<tf.Rank.R0>;
  /** ŷ = Xw + b for X of shape [n, d]. */
  predict(X: tf.Tensor2D): tf.Tensor1D;
  parameters(): LinearParameters;
  /** Frees w, b and what the optimizer remembers. */
  dispose(): void;
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
  const form = onVariables(caller, { sizes: { d }, parameters: [w, b], optimizer }, ({ X, y, size }) =>
    automaticGradients(caller, {
      parameters: [w, b],
      model: () => linearModel(X, w, b),
      loss: (yHat) => loss(yHat, y),
      shape: [size],
    }),
  );

  return {
    w,
    b,
    parameters,
    step: (batch, learningRate) => form.step(batch, learningRate).loss,
    predict(X) {
      assertFeatures(`${caller}.predict`, X, d);
      return linearModel(X, w, b);
    },
    dispose: form.dispose,
  };
}

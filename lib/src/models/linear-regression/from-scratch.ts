import * as tf from "@tensorflow/tfjs";
import type { Batch } from "../../data/batches";
import { squaredLoss } from "../../losses/squared-loss";
import type { Optimizer } from "../../optim/optimizer";
import { sgd } from "../../optim/sgd";
import type { Trainable } from "../trainable";
import { assertFeatures, assertStep } from "../assert-step";
import { lossAndGradients } from "../loss-and-gradients";
import { linearModel } from "./linear-model";
import { type LinearParameters, type LinearStart, startingParameters } from "./start";

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
  const start = startingParameters(caller, options);
  const { loss = squaredLoss } = options;
  const optimizer: Optimizer = options.optimizer ?? sgd;
  const w = tf.tidy(() => tf.variable(tf.tensor1d(start.w)));
  const b = tf.tidy(() => tf.variable(tf.scalar(start.b)));

  return {
    w,
    b,
    step(batch: Batch, learningRate) {
      assertStep(`${caller}.step`, batch, options, learningRate);
      const { X, y, size } = batch;
      return tf.tidy(() => {
        const parameters = [w, b];
        const losses = () => loss(linearModel(X, w, b), y);
        const taken = lossAndGradients(caller, losses, { parameters, size });
        optimizer(parameters, taken.gradients, learningRate, size);
        return taken.loss;
      });
    },
    predict(X) {
      assertFeatures(`${caller}.predict`, X, options.d);
      return linearModel(X, w, b);
    },
    parameters: () => ({ w: [...w.dataSync()], b: b.dataSync()[0] }),
    dispose() {
      tf.dispose([w, b]);
      optimizer.dispose?.();
    },
  };
}

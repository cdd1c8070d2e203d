import * as tf from "@tensorflow/tfjs";
import type { Batch } from "../../data/batches";
import { crossEntropy } from "../../losses/cross-entropy";
import { softmax } from "../../losses/softmax";
import type { Optimizer } from "../../optim/optimizer";
import { sgd } from "../../optim/sgd";
import { countCorrectOnArrays } from "../../training/count-correct";
import type { StepResult } from "../trainable";
import { assertFeatures, assertStep } from "../assert-step";
import { lossAndGradients } from "../loss-and-gradients";
import { softmaxModel } from "./softmax-model";
import type { SoftmaxRegression } from "./softmax-regression";
import { type SoftmaxStart, startingParameters } from "./start";

/** Loss of a sample, [n], from its logits, [n, q], and its label, [n]. */
export type ClassificationLoss = (logits: tf.Tensor2D, y: tf.Tensor1D) => tf.Tensor1D;

/** Softmax regression on tensors, with automatic gradients: the lecture's from-scratch form. */
export interface SoftmaxRegressionFromScratch extends SoftmaxRegression {
  /** Weights, [d, q]. */
  readonly W: tf.Variable<tf.Rank.R2>;
  /** Biases, [q]. */
  readonly b: tf.Variable<tf.Rank.R1>;
  step(batch: Batch, learningRate: number): StepResult;
}

/**
 * A softmax regression trained by minibatch SGD, or another optimizer, with automatic gradients.
 *
 * @param options the numbers of features and classes, the first parameters, the loss (default: crossEntropy),
 *   and the optimizer of [W, b] (default: sgd), which is the model's own from then on
 * @throws RangeError or ShapeError if an option is out of range
 */
export function softmaxRegressionFromScratch(
  options: SoftmaxStart & { loss?: ClassificationLoss; optimizer?: Optimizer },
): SoftmaxRegressionFromScratch {
  const caller = "softmaxRegressionFromScratch";
  const start = startingParameters(caller, options);
  const { d, q, loss = crossEntropy } = options;
  const optimizer: Optimizer = options.optimizer ?? sgd;
  const W = tf.tidy(() => tf.variable(tf.tensor2d(start.W, [d, q])));
  const b = tf.tidy(() => tf.variable(tf.tensor1d(start.b)));

  return {
    W,
    b,
    step(batch, learningRate) {
      assertStep(`${caller}.step`, batch, { d, q }, learningRate);
      const { X, y, size } = batch;
      return tf.tidy(() => {
        let correct = 0;
        const losses = () => {
          const logits = softmaxModel(X, W, b);
          correct = countCorrectOnArrays(logits.dataSync(), y.dataSync(), q);
          return loss(logits, y);
        };
        const parameters = [W, b];
        const taken = lossAndGradients(caller, losses, { parameters, size });
        optimizer(parameters, taken.gradients, learningRate, size);
        return { loss: taken.loss, correct };
      });
    },
    logits(X) {
      assertFeatures(`${caller}.logits`, X, d);
      return softmaxModel(X, W, b);
    },
    predict(X) {
      assertFeatures(`${caller}.predict`, X, d);
      return tf.tidy(() => softmax(softmaxModel(X, W, b)));
    },
    parameters: () => ({ W: [...W.dataSync()], b: [...b.dataSync()] }),
    dispose() {
      tf.dispose([W, b]);
      optimizer.dispose?.();
    },
  };
}

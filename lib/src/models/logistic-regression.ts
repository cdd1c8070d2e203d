import * as tf from "@tensorflow/tfjs";
import type { Batch } from "../data/batches";
import { logisticLoss } from "../losses/logistic-loss";
import type { Optimizer } from "../optim/optimizer";
import { sgd } from "../optim/sgd";
import type { StepResult, Trainable } from "./trainable";
import { assertFeatures, assertStep } from "./assert-step";
import { lossAndGradients } from "./loss-and-gradients";
import { linearModel } from "./linear-regression/linear-model";
import { type LinearParameters, type LinearStart, startingParameters } from "./linear-regression/start";

/** Logistic regression on tensors, with automatic gradients. */
export interface LogisticRegression extends Trainable {
  /** Weights, [d]. */
  readonly w: tf.Variable<tf.Rank.R1>;
  /** Bias, a scalar. */
  readonly b: tf.Variable<tf.Rank.R0>;
  /** One step on a batch with labels 0 and 1. */
  step(batch: Batch, learningRate: number): StepResult;
  /** The logits Xw + b, [n], of X, [n, d]. */
  logits(X: tf.Tensor2D): tf.Tensor1D;
  /** The probabilities of class 1, σ(Xw + b), [n], of X, [n, d]. */
  predict(X: tf.Tensor2D): tf.Tensor1D;
  parameters(): LinearParameters;
  /** Frees w, b and what the optimizer remembers. */
  dispose(): void;
}

/**
 * A logistic regression, the model of two classes with one logit: softmax regression with q = 2, whose
 * probabilities depend on w₁ − w₀ and b₁ − b₀ alone. From zero, with twice the learning rate of the softmax
 * form, w is w₁ − w₀ after each step.
 *
 * @param options the number of features, the first parameters, and the optimizer of [w, b] (default: sgd), which
 *   is the model's own from then on
 * @throws RangeError or ShapeError if an option is out of range
 */
export function logisticRegression(options: LinearStart & { optimizer?: Optimizer }): LogisticRegression {
  const caller = "logisticRegression";
  const start = startingParameters(caller, options);
  const { d } = options;
  const optimizer: Optimizer = options.optimizer ?? sgd;
  const w = tf.tidy(() => tf.variable(tf.tensor1d(start.w)));
  const b = tf.tidy(() => tf.variable(tf.scalar(start.b)));

  return {
    w,
    b,
    step(batch, learningRate) {
      assertStep(`${caller}.step`, batch, { d, q: 2 }, learningRate);
      const { X, y, size } = batch;
      return tf.tidy(() => {
        let correct = 0;
        const parameters = [w, b];
        const losses = () => {
          const logits = linearModel(X, w, b);
          const isOne = logits.greater(0);
          correct = isOne.equal(y.cast("bool")).sum().dataSync()[0];
          return logisticLoss(logits, y);
        };
        const taken = lossAndGradients(caller, losses, { parameters, size });
        optimizer(parameters, taken.gradients, learningRate, size);
        return { loss: taken.loss, correct };
      });
    },
    logits(X) {
      assertFeatures(`${caller}.logits`, X, d);
      return linearModel(X, w, b);
    },
    predict(X) {
      assertFeatures(`${caller}.predict`, X, d);
      return tf.tidy(() => linearModel(X, w, b).sigmoid());
    },
    parameters: () => ({ w: [...w.dataSync()], b: b.dataSync()[0] }),
    dispose() {
      tf.dispose([w, b]);
      optimizer.dispose?.();
    },
  };
}

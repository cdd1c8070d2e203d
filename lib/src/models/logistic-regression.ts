import * as tf from "@tensorflow/tfjs";
import type { Batch } from "../data/batches";
import { logisticLoss } from "../losses/cross-entropy";
import type { Optimizer } from "../optim/optimizer";
import { type LinearParameters, type LinearStart, linearVariables } from "./first-parameters";
import { type Predictions, predictions } from "./forms";
import { linearModel } from "./linear-model";
import { forwardAndBackward, onVariables } from "./tensor-model";
import type { StepResult, Trainable } from "./trainable";

/**
 * Logistic regression on tensors, with automatic gradients. The logits Xw + b and the probabilities σ(Xw + b) of class 1
 * have the shape [n].
 */
export interface LogisticRegression extends Trainable, Predictions<tf.Tensor1D> {
  /** Weights, [d]. */
  readonly w: tf.Variable<tf.Rank.R1>;
  /** Bias, a scalar. */
  readonly b: tf.Variable<tf.Rank.R0>;
  /** One step on a batch with labels 0 and 1. */
  step(batch: Batch, learningRate: number): StepResult;
  parameters(): LinearParameters;
  /** Frees w, b and what the optimizer remembers. */
  dispose(): void;
}

/**
 * A logistic regression, the model of two classes with one logit: softmax regression with q = 2, whose
 * probabilities depend on w₁ − w₀ and b₁ − b₀ alone. From zero, with twice the learning rate of the softmax
 * form, w is w₁ − w₀ after each step. scikit-learn: `LogisticRegression`.
 *
 * @param options the number of features, the first parameters, and the optimizer of [w, b] (default: sgd), which
 *   is the model's own from then on
 * @throws RangeError or ShapeError if an option is out of range
 */
export function logisticRegressionFromScratch(
  options: LinearStart & { optimizer?: Optimizer },
): LogisticRegression {
  const caller = "logisticRegressionFromScratch";
  const { d, optimizer } = options;
  const { w, b, parameters } = linearVariables(caller, options);
  const logits = (X: tf.Tensor2D) => linearModel(X, w, b);
  const form = onVariables(
    caller,
    { sizes: { d, q: 2 }, parameters: [w, b], optimizer },
    ({ X, y, size }) => {
      const { outputs, ...differentiated } = forwardAndBackward(caller, {
        parameters: [w, b],
        model: () => logits(X),
        loss: (o) => logisticLoss(o, y),
        shape: [size],
      });
      const labels = y.dataSync();
      return { ...differentiated, correct: outputs.filter((o, i) => Number(o > 0) === labels[i]).length };
    },
  );

  return {
    ...{ w, b, parameters },
    ...form,
    // Class 1 is the likelier one where its logit is above 0.
    ...predictions(caller, d, {
      logits,
      probabilities: tf.sigmoid,
      labels: (o) => o.greater<tf.Tensor1D>(0).toInt(),
    }),
  };
}

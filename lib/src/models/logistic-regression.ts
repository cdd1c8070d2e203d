import * as tf from "@tensorflow/tfjs";
import type { Batch } from "../data/batches";
import { logisticLoss } from "../losses/cross-entropy";
import { assertNoNaN } from "../losses/labels";
import type { Optimizer } from "../optim/optimizer";
import { type LinearParameters, type LinearStart, linearVariables } from "./first-parameters";
import { linearModel } from "./linear-model";
import { forwardAndBackward, onVariables } from "./tensor-model";
import { assertFeatures, type StepResult, type Trainable } from "./trainable";

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
  predictProbabilities(X: tf.Tensor2D): tf.Tensor1D;
  /** The likelier class of each sample, 0 or 1, int32, [n], of X, [n, d]. @throws RangeError if a logit is NaN */
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
export function logisticRegressionFromScratch(
  options: LinearStart & { optimizer?: Optimizer },
): LogisticRegression {
  const caller = "logisticRegressionFromScratch";
  const { d, optimizer } = options;
  const { w, b, parameters } = linearVariables(caller, options);
  const logits = (X: tf.Tensor2D) => linearModel(X, w, b);
  const logitsFor = (method: string, X: tf.Tensor2D) => {
    assertFeatures(`${caller}.${method}`, X, d);
    return logits(X);
  };
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
      return { ...differentiated, correct: countCorrect(outputs, y.dataSync()) };
    },
  );

  return {
    w,
    b,
    parameters,
    ...form,
    logits: (X) => logitsFor("logits", X),
    predictProbabilities: (X) => tf.tidy(() => logitsFor("predictProbabilities", X).sigmoid()),
    predict: (X) =>
      tf.tidy(() => {
        const found = logitsFor("predict", X);
        assertNoNaN(`${caller}.predict`, "the model's logits", found.dataSync(), 1);
        return found.greater<tf.Tensor1D>(0).toInt();
      }),
  };
}

/** A sample is taken for class 1 where its logit is above 0, which makes that the likelier one. */
function countCorrect(logits: ArrayLike<number>, labels: ArrayLike<number>): number {
  let correct = 0;
  for (let i = 0; i < labels.length; i++) if (Number(logits[i] > 0) === labels[i]) correct++;
  return correct;
}

import * as tf from "@tensorflow/tfjs";
import type { Batch } from "../../data/batches";
import { softmax } from "../../losses/cross-entropy";
import { assertNoNaN } from "../../losses/labels";
import type { SoftmaxParameters } from "../first-parameters";
import { assertFeatures, type StepResult, type Trainable } from "../trainable";

/** What all forms of softmax regression have in common. */
export interface SoftmaxRegression extends Trainable {
  step(batch: Batch, learningRate: number): StepResult | Promise<StepResult>;
  /** The logits XW + b, [n, q], of X, [n, d]. */
  logits(X: tf.Tensor2D): tf.Tensor2D;
  /** The probabilities softmax(XW + b), [n, q], of X, [n, d]. scikit-learn: `predict_proba`. */
  predictProbabilities(X: tf.Tensor2D): tf.Tensor2D;
  /** The likeliest class of each sample, int32, [n], of X, [n, d]. @throws RangeError if a logit is NaN */
  predict(X: tf.Tensor2D): tf.Tensor1D;
  parameters(): SoftmaxParameters;
  /** Frees the parameters. */
  dispose(): void;
}

/** The ways of predicting, from what gives the logits of features that have been checked. */
export function predictions(
  caller: string,
  d: number,
  model: (X: tf.Tensor2D) => tf.Tensor2D,
): Pick<SoftmaxRegression, "logits" | "predictProbabilities" | "predict"> {
  const logitsFor = (method: string, X: tf.Tensor2D) => {
    assertFeatures(`${caller}.${method}`, X, d);
    return model(X);
  };
  return {
    logits: (X) => logitsFor("logits", X),
    predictProbabilities: (X) => tf.tidy(() => softmax(logitsFor("predictProbabilities", X))),
    predict: (X) =>
      tf.tidy(() => {
        const logits = logitsFor("predict", X);
        assertNoNaN(`${caller}.predict`, "the model's logits", logits.dataSync(), logits.shape[1]);
        return logits.argMax<tf.Tensor1D>(1);
      }),
  };
}

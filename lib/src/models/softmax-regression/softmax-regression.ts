import * as tf from "@tensorflow/tfjs";
import type { Batch } from "../../data/batches";
import { softmax } from "../../losses/cross-entropy";
import type { SoftmaxParameters } from "../first-parameters";
import { assertFeatures, type StepResult, type Trainable } from "../trainable";

/** What all forms of softmax regression have in common. */
export interface SoftmaxRegression extends Trainable {
  step(batch: Batch, learningRate: number): StepResult | Promise<StepResult>;
  /** The logits XW + b, [n, q], of X, [n, d]. */
  logits(X: tf.Tensor2D): tf.Tensor2D;
  /** The probabilities softmax(XW + b), [n, q], of X, [n, d]. */
  predict(X: tf.Tensor2D): tf.Tensor2D;
  parameters(): SoftmaxParameters;
  /** Frees the parameters. */
  dispose(): void;
}

/** The two ways of predicting, from what gives the logits of features that have been checked. */
export const predictions = (
  caller: string,
  d: number,
  logits: (X: tf.Tensor2D) => tf.Tensor2D,
): Pick<SoftmaxRegression, "logits" | "predict"> => ({
  logits(X) {
    assertFeatures(`${caller}.logits`, X, d);
    return logits(X);
  },
  predict(X) {
    assertFeatures(`${caller}.predict`, X, d);
    return tf.tidy(() => softmax(logits(X)));
  },
});

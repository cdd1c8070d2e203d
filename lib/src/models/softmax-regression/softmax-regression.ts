import type * as tf from "@tensorflow/tfjs";
import type { Batch } from "../../data/batches";
import type { StepResult, Trainable } from "../trainable";
import type { SoftmaxParameters } from "./start";

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

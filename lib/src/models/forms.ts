import * as tf from "@tensorflow/tfjs";
import type { Batch } from "../data/batches";
import { softmax } from "../losses/cross-entropy";
import { assertNoNaN } from "../losses/labels";
import type { LinearParameters, SoftmaxParameters } from "./first-parameters";
import { assertFeatures, type StepResult, type Trainable } from "./trainable";

/** What all forms of linear regression have in common. */
export interface LinearRegression extends Trainable {
  /** ŷ = Xw + b, [n], of X, [n, d]. */
  predict(X: tf.Tensor2D): tf.Tensor1D;
  parameters(): LinearParameters;
  /** Frees the parameters, and what the optimizer remembers. */
  dispose(): void;
}

/** The ways in which a classifier predicts. Their names are those of scikit-learn, written out. */
export interface Predictions<Logits extends tf.Tensor> {
  /** The logits of X, [n, d]. */
  logits(X: tf.Tensor2D): Logits;
  /** The probabilities of X, [n, d], in the shape of the logits. scikit-learn: `predict_proba`. */
  predictProbabilities(X: tf.Tensor2D): Logits;
  /** The likeliest class of each sample of X, [n, d]: labels in int32, [n]. @throws RangeError if a logit is NaN */
  predict(X: tf.Tensor2D): tf.Tensor1D;
}

/** What all forms of softmax regression have in common. Logits and probabilities have the shape [n, q]. */
export interface SoftmaxRegression extends Trainable, Predictions<tf.Tensor2D> {
  step(batch: Batch, learningRate: number): StepResult | Promise<StepResult>;
  parameters(): SoftmaxParameters;
  /** Frees the parameters, and what the optimizer remembers. */
  dispose(): void;
}

/** Softmax regression whose parameters are variables. */
export interface SoftmaxRegressionOnTensors extends SoftmaxRegression {
  /** Weights, [d, q]. */
  readonly W: tf.Variable<tf.Rank.R2>;
  /** Biases, [q]. */
  readonly b: tf.Variable<tf.Rank.R1>;
  step(batch: Batch, learningRate: number): StepResult;
}

/** A function of features that checks their shape, [n, d], and leaves nothing but its result in memory. */
export const ofFeatures =
  <Result extends tf.Tensor>(caller: string, d: number, compute: (X: tf.Tensor2D) => Result) =>
  (X: tf.Tensor2D): Result => {
    assertFeatures(caller, X, d);
    return tf.tidy(() => compute(X));
  };

/** The ways of predicting from logits, from what makes them probabilities and labels. */
export const predictions = <Logits extends tf.Tensor>(
  caller: string,
  d: number,
  {
    logits,
    probabilities,
    labels,
  }: {
    logits: (X: tf.Tensor2D) => Logits;
    probabilities: (logits: Logits) => Logits;
    labels: (logits: Logits) => tf.Tensor1D;
  },
): Predictions<Logits> => ({
  logits: ofFeatures(`${caller}.logits`, d, logits),
  predictProbabilities: ofFeatures(`${caller}.predictProbabilities`, d, (X) => probabilities(logits(X))),
  predict: ofFeatures(`${caller}.predict`, d, (X) => {
    const found = logits(X);
    assertNoNaN(`${caller}.predict`, "the model's logits", found.dataSync(), found.shape[1] ?? 1);
    return labels(found);
  }),
});

/** The ways of predicting by softmax regression: the class with the largest logit is the likeliest. */
export const softmaxPredictions = (caller: string, d: number, logits: (X: tf.Tensor2D) => tf.Tensor2D) =>
  predictions(caller, d, { logits, probabilities: softmax, labels: (found) => found.argMax<tf.Tensor1D>(1) });

import * as tf from "@tensorflow/tfjs";
import type { Batch } from "../../data/batches";
import { softmax } from "../../losses/softmax";
import type { Optimizer } from "../../optim/optimizer";
import { sgd } from "../../optim/sgd";
import type { StepResult } from "../trainable";
import { assertFeatures, assertStep } from "../assert-step";
import { lossOnArrays } from "./loss-on-arrays";
import { softmaxModel } from "./softmax-model";
import type { SoftmaxRegression } from "./softmax-regression";
import { type SoftmaxStart, startingParameters } from "./start";

/** Softmax regression on tensors, with its gradient written out. */
export interface SoftmaxRegressionHandDerived extends SoftmaxRegression {
  /** Weights, [d, q]. */
  readonly W: tf.Variable<tf.Rank.R2>;
  /** Biases, [q]. */
  readonly b: tf.Variable<tf.Rank.R1>;
  step(batch: Batch, learningRate: number): StepResult;
}

/**
 * A softmax regression trained with the gradient derived by hand: by the logits it is ŷ − y, with y as one-hot
 * codes, and so Xᵀ(ŷ − y) by W and the sum of the rows of ŷ − y by b.
 *
 * @param options the numbers of features and classes, the first parameters, and the optimizer of [W, b]
 *   (default: sgd), which is the model's own from then on
 * @throws RangeError or ShapeError if an option is out of range
 */
export function softmaxRegressionHandDerived(
  options: SoftmaxStart & { optimizer?: Optimizer },
): SoftmaxRegressionHandDerived {
  const caller = "softmaxRegressionHandDerived";
  const start = startingParameters(caller, options);
  const { d, q } = options;
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
        // ŷ − y in plain numbers: for a batch that takes less time than three operations on tensors.
        const errors = new Float32Array(size * q);
        const { loss, correct } = lossOnArrays(softmaxModel(X, W, b).dataSync(), y.dataSync(), q, errors);
        const error = tf.tensor2d(errors, [size, q]);
        // Xᵀ(ŷ − y) as the transpose of (ŷ − y)ᵀX, which TensorFlow computes in half the time.
        const gradients = [tf.matMul(error, X, true).transpose(), error.sum(0)];
        optimizer([W, b], gradients, learningRate, size);
        return { loss: loss / size, correct };
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

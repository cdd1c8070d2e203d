import * as tf from "@tensorflow/tfjs";
import type { Batch } from "../../data/batches";
import { assertShapes } from "../../base/shapes";
import type { Trainable } from "../trainable";
import { assertFeatures, assertStep } from "../assert-step";
import { type LinearParameters, type LinearStart, startingParameters } from "./start";

/** Linear regression from the framework's own parts: a dense layer, its loss, its optimiser. */
export interface LinearRegressionConcise extends Trainable {
  /** The model with its single dense layer. */
  readonly model: tf.Sequential;
  /** ŷ = Xw + b for X of shape [n, d]. */
  predict(X: tf.Tensor2D): tf.Tensor1D;
  parameters(): LinearParameters;
  /** Frees the layer and the optimiser. */
  dispose(): void;
}

/**
 * A linear regression made of tf.layers: one dense unit, mean squared error, SGD.
 *
 * The framework's mean squared error has no ½ and so twice the gradient; `step` hands its optimiser half the
 * learning rate, so that a step is the same as in the other forms of the model, and returns half the loss.
 *
 * @param options the number of features and the first parameters
 * @throws RangeError or ShapeError if an option is out of range
 */
export function linearRegressionConcise(options: LinearStart): LinearRegressionConcise {
  const caller = "linearRegressionConcise";
  const start = startingParameters(caller, options);
  const { d } = options;
  const dense = tf.layers.dense({ units: 1, inputShape: [d] });
  const model = tf.sequential({ layers: [dense] });
  const optimizer = tf.train.sgd(1);
  model.compile({ optimizer, loss: "meanSquaredError" });
  tf.tidy(() => dense.setWeights([tf.tensor2d(start.w, [d, 1]), tf.tensor1d([start.b])]));
  const [kernel, bias] = model.trainableWeights.map((weight) => weight.read() as tf.Variable);

  return {
    model,
    async step(batch: Batch, learningRate) {
      assertStep(`${caller}.step`, batch, { d }, learningRate);
      assertShapes(`${caller}.step`, { w: [kernel, [d, 1]] });
      const { X, y } = batch;
      optimizer.setLearningRate(learningRate / 2);
      const column = y.reshape([-1, 1]);
      try {
        return ((await model.trainOnBatch(X, column)) as number) / 2;
      } finally {
        column.dispose();
      }
    },
    predict(X) {
      assertFeatures(`${caller}.predict`, X, d);
      assertShapes(`${caller}.predict`, { w: [kernel, [d, 1]] });
      return tf.tidy(() => (model.apply(X) as tf.Tensor2D).flatten());
    },
    parameters: () => ({ w: [...kernel.dataSync()], b: bias.dataSync()[0] }),
    dispose() {
      if (!kernel.isDisposed) model.dispose();
      optimizer.dispose();
    },
  };
}

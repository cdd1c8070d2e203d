import * as tf from "@tensorflow/tfjs";
import type { Batch } from "../../data/batches";
import { denseLayer } from "../dense-layer";
import { firstLinear, type LinearParameters, type LinearStart } from "../first-parameters";
import { assertStep, type Trainable } from "../trainable";

/** Linear regression from the framework's own parts: a dense layer, its loss, its optimizer. */
export interface LinearRegressionConcise extends Trainable {
  /** The model with its single dense layer. */
  readonly model: tf.Sequential;
  /** ŷ = Xw + b for X of shape [n, d]. */
  predict(X: tf.Tensor2D): tf.Tensor1D;
  parameters(): LinearParameters;
  /** Frees the layer and the optimizer. */
  dispose(): void;
}

/**
 * A linear regression made of tf.layers: one dense unit, mean squared error, SGD.
 *
 * The framework's mean squared error has no ½ and so twice the gradient; `step` hands its optimizer half the
 * learning rate, so that a step is the same as in the other forms of the model, and returns half the loss.
 *
 * @param options the number of features and the first parameters
 * @throws RangeError or ShapeError if an option is out of range
 */
export function linearRegressionConcise(options: LinearStart): LinearRegressionConcise {
  const caller = "linearRegressionConcise";
  const { d } = options;
  const { w, b } = firstLinear(caller, options);
  const { model, optimizer, kernel, bias, assertLive, apply, dispose } = denseLayer(d, w, [b]);
  model.compile({ optimizer, loss: "meanSquaredError" });

  return {
    model,
    async step(batch: Batch, learningRate) {
      assertStep(`${caller}.step`, batch, { d }, learningRate);
      assertLive(`${caller}.step`);
      const { X, y } = batch;
      optimizer.setLearningRate(learningRate / 2);
      const column = y.reshape([-1, 1]);
      try {
        return ((await model.trainOnBatch(X, column)) as number) / 2;
      } finally {
        column.dispose();
      }
    },
    predict: (X) => tf.tidy(() => apply(`${caller}.predict`, X).flatten()),
    parameters: () => ({ w: [...kernel.dataSync()], b: bias.dataSync()[0] }),
    dispose,
  };
}

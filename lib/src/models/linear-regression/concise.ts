import * as tf from "@tensorflow/tfjs";
import { denseLayer } from "../dense-layer";
import { firstLinear, type LinearStart } from "../first-parameters";
import { type LinearRegression, ofFeatures } from "../forms";

/** Linear regression from the framework's own parts: a dense layer, its loss, its optimizer. */
export interface LinearRegressionConcise extends LinearRegression {
  /** The model with its single dense layer. */
  readonly model: tf.Sequential;
}

/**
 * A linear regression made of tf.layers: one dense unit, mean squared error, SGD.
 *
 * The framework's mean squared error has no ½, and so twice the gradient. Half of it is the loss here, so that a step
 * is the same as in the other forms of the model.
 *
 * @param options the number of features and the first parameters
 * @throws RangeError or ShapeError if an option is out of range
 */
export function linearRegressionConcise(options: LinearStart): LinearRegressionConcise {
  const caller = "linearRegressionConcise";
  const { d } = options;
  const { w, b } = firstLinear(caller, options);
  const { model, kernel, bias, apply, step, dispose } = denseLayer(caller, {
    sizes: { d },
    W: w,
    b: [b],
    loss: (yHat, y) => tf.losses.meanSquaredError(y.expandDims(1), yHat).div(2),
  });

  return {
    model,
    step: (batch, learningRate) => step(batch, learningRate).loss,
    predict: ofFeatures(`${caller}.predict`, d, (X) => apply(X).flatten()),
    parameters: () => ({ w: [...kernel.dataSync()], b: bias.dataSync()[0] }),
    dispose,
  };
}

import * as tf from "@tensorflow/tfjs";
import type { Batch } from "../../data/batches";
import { countCorrectOnArrays, crossEntropyOnArrays, minusOneHot } from "../../losses/on-arrays";
import { firstSoftmax, type SoftmaxStart } from "../first-parameters";
import { type SoftmaxRegression, softmaxPredictions } from "../forms";
import { assertFeaturesOnArrays, type StepResult, type StepsOnArrays, stepsOnArrays } from "../trainable";
import { addProduct, addTransposedProduct } from "./blocked-products";

/** Softmax regression in plain arithmetic: no tensor, no automatic gradient, nothing hidden. */
export interface SoftmaxRegressionOnArrays extends SoftmaxRegression, StepsOnArrays<StepResult> {
  step(batch: Batch, learningRate: number): StepResult;
  /** The logits XW + b, [n, q] row after row, of X, [n, d] row after row. @throws ShapeError if X is not whole rows */
  logitsOn(X: Float32Array): Float32Array;
}

/**
 * A softmax regression whose arithmetic is done on typed arrays, in float32, products in float64.
 *
 * For the mean cross-entropy the gradient is Xᵀ(Ŷ − Y)/B by W, and the mean of the rows of Ŷ − Y by b.
 *
 * @param options the numbers of features and classes, and the first parameters
 * @throws RangeError or ShapeError if an option is out of range
 */
export function softmaxRegressionOnArrays(options: SoftmaxStart): SoftmaxRegressionOnArrays {
  const caller = "softmaxRegressionOnArrays";
  const { W, b } = firstSoftmax(caller, options);
  const { d, q } = options;

  const logitsOn = (X: Float32Array) => {
    assertFeaturesOnArrays(`${caller}.logitsOn`, X, d);
    const logits = new Float32Array((X.length / d) * q);
    for (let i = 0; i < logits.length; i += q) logits.set(b, i);
    addProduct(logits, { X, W, d, q });
    return logits;
  };
  const steps = stepsOnArrays(caller, { d, q }, (X, y, learningRate) => {
    const size = y.length;
    const logits = logitsOn(X);
    const correct = countCorrectOnArrays(logits, y, q);
    const { yHat, losses } = crossEntropyOnArrays(logits, y, q);
    const errors = minusOneHot(yHat, y, q);
    const rate = learningRate / size;
    addTransposedProduct(W, { X, errors, d, q, factor: -rate });
    // Summed in float64 before b moves: shares of a sample are too small for the digits of a float32 b.
    const errorSums = new Float64Array(q);
    errors.forEach((error, at) => (errorSums[at % q] += error));
    for (let j = 0; j < q; j++) b[j] -= rate * errorSums[j];
    return { loss: losses.reduce((sum, loss) => sum + loss, 0) / size, correct };
  });
  return {
    ...steps,
    logitsOn,
    ...softmaxPredictions(caller, d, (X) => tf.tensor2d(logitsOn(X.dataSync<"float32">()), [X.shape[0], q])),
    parameters: () => ({ W: [...W], b: [...b] }),
  };
}

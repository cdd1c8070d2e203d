import * as tf from "@tensorflow/tfjs";
import type { Batch } from "../../data/batches";
import { countCorrectOnArrays, crossEntropyOnArrays, minusOneHot } from "../../losses/on-arrays";
import { firstSoftmax, type SoftmaxStart } from "../first-parameters";
import { type SoftmaxRegression, softmaxPredictions } from "../forms";
import { assertFeaturesOnArrays, assertStep, assertStepOnArrays, type StepResult } from "../trainable";
import { addProduct, addTransposedProduct } from "./blocked-products";

/** Softmax regression in plain arithmetic: no tensor, no automatic gradient, nothing hidden. */
export interface SoftmaxRegressionOnArrays extends SoftmaxRegression {
  step(batch: Batch, learningRate: number): StepResult;
  /** One step on plain numbers: X of shape [size, d] row after row, y of shape [size]. */
  stepOn(X: Float32Array, y: ArrayLike<number>, learningRate: number): StepResult;
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
  const stepOn = (X: Float32Array, y: ArrayLike<number>, learningRate: number) => {
    assertStepOnArrays(`${caller}.stepOn`, { X, y }, { d, q }, learningRate);
    const size = y.length;
    const logits = logitsOn(X);
    const correct = countCorrectOnArrays(logits, y, q);
    const { yHat, losses } = crossEntropyOnArrays(logits, y, q);
    const errors = minusOneHot(yHat, y, q);
    const rate = learningRate / size;
    addTransposedProduct(W, { X, errors, d, q, factor: -rate });
    // Summed in float64 before b moves: shares of a sample are too small for the digits of a float32 b.
    const errorSums = new Float64Array(q);
    for (let row = 0; row < errors.length; row += q) {
      for (let j = 0; j < q; j++) errorSums[j] += errors[row + j];
    }
    for (let j = 0; j < q; j++) b[j] -= rate * errorSums[j];
    return { loss: losses.reduce((sum, loss) => sum + loss, 0) / size, correct };
  };
  return {
    stepOn,
    logitsOn,
    step(batch, learningRate) {
      assertStep(`${caller}.step`, batch, { d, q }, learningRate);
      return stepOn(batch.X.dataSync<"float32">(), batch.y.dataSync(), learningRate);
    },
    ...softmaxPredictions(caller, d, (X) => tf.tensor2d(logitsOn(X.dataSync<"float32">()), [X.shape[0], q])),
    parameters: () => ({ W: [...W], b: [...b] }),
    // There is nothing to free outside JavaScript's heap; it is here to serve like the others.
    dispose: () => undefined,
  };
}

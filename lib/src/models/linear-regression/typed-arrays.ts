import * as tf from "@tensorflow/tfjs";
import type { Batch } from "../../data/batches";
import { firstLinear, type LinearStart } from "../first-parameters";
import { type LinearRegression, ofFeatures } from "../forms";
import { assertFeaturesOnArrays, assertStep, assertStepOnArrays } from "../trainable";

/** Linear regression in plain arithmetic: no tensor, no automatic gradient, nothing hidden. */
export interface LinearRegressionOnArrays extends LinearRegression {
  /** One step on plain numbers: X of shape [size, d] row after row, y of shape [size]. */
  stepOn(X: Float32Array, y: ArrayLike<number>, learningRate: number): number;
  /** ŷ = Xw + b, [n], of plain numbers X, [n, d] row after row. @throws ShapeError if X is not whole rows */
  predictOn(X: Float32Array): Float64Array;
}

/**
 * A linear regression whose arithmetic is done on typed arrays, in float64.
 *
 * For the mean squared loss (1/B) Σ ½(ŷᵢ − yᵢ)² the gradient is (1/B) Σ (ŷᵢ − yᵢ) xᵢ with respect to w, and
 * (1/B) Σ (ŷᵢ − yᵢ) with respect to b.
 *
 * @param options the number of features and the first parameters
 * @throws RangeError or ShapeError if an option is out of range
 */
export function linearRegressionOnArrays(options: LinearStart): LinearRegressionOnArrays {
  const caller = "linearRegressionOnArrays";
  const start = firstLinear(caller, options);
  const { d } = options;
  const w = Float64Array.from(start.w);
  let b = start.b;

  const predictRow = (X: Float32Array, row: number) => {
    let sum = b;
    for (let j = 0; j < d; j++) sum += w[j] * X[row * d + j];
    return sum;
  };
  const predictRows = (X: Float32Array) =>
    Float64Array.from({ length: X.length / d }, (_, i) => predictRow(X, i));
  const stepOn = (X: Float32Array, y: ArrayLike<number>, learningRate: number) => {
    assertStepOnArrays(`${caller}.stepOn`, { X, y }, { d }, learningRate);
    const size = y.length;
    const gradientW = new Float64Array(d);
    let gradientB = 0;
    let loss = 0;
    for (let i = 0; i < size; i++) {
      const error = predictRow(X, i) - y[i];
      loss += error ** 2 / 2;
      gradientB += error;
      for (let j = 0; j < d; j++) gradientW[j] += error * X[i * d + j];
    }
    for (let j = 0; j < d; j++) w[j] -= (learningRate * gradientW[j]) / size;
    b -= (learningRate * gradientB) / size;
    return loss / size;
  };
  return {
    stepOn,
    step(batch: Batch, learningRate) {
      assertStep(`${caller}.step`, batch, { d }, learningRate);
      return stepOn(batch.X.dataSync<"float32">(), batch.y.dataSync(), learningRate);
    },
    predictOn(X) {
      assertFeaturesOnArrays(`${caller}.predictOn`, X, d);
      return predictRows(X);
    },
    predict: ofFeatures(`${caller}.predict`, d, (X) =>
      tf.tensor1d(Float32Array.from(predictRows(X.dataSync<"float32">()))),
    ),
    parameters: () => ({ w: [...w], b }),
    // There is nothing to free outside JavaScript's heap; it is here to serve like the others.
    dispose: () => undefined,
  };
}

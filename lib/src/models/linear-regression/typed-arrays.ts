import * as tf from "@tensorflow/tfjs";
import type { Batch } from "../../data/batches";
import { firstLinear, type LinearStart } from "../first-parameters";
import { type LinearRegression, ofFeatures } from "../forms";
import { assertFeaturesOnArrays, type StepsOnArrays, stepsOnArrays } from "../trainable";

/** Linear regression in plain arithmetic: no tensor, no automatic gradient, nothing hidden. */
export interface LinearRegressionOnArrays extends LinearRegression, StepsOnArrays<number> {
  step(batch: Batch, learningRate: number): number;
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

  const predictOn = (X: Float32Array) => {
    assertFeaturesOnArrays(`${caller}.predictOn`, X, d);
    const yHat = new Float64Array(X.length / d).fill(b);
    for (let i = 0; i < yHat.length; i++) for (let j = 0; j < d; j++) yHat[i] += w[j] * X[i * d + j];
    return yHat;
  };
  const steps = stepsOnArrays(caller, { d }, (X, y, learningRate) => {
    const yHat = predictOn(X);
    const size = y.length;
    const gradientW = new Float64Array(d);
    let gradientB = 0;
    let loss = 0;
    for (let i = 0; i < size; i++) {
      const error = yHat[i] - y[i];
      loss += error ** 2 / 2;
      gradientB += error;
      for (let j = 0; j < d; j++) gradientW[j] += error * X[i * d + j];
    }
    for (let j = 0; j < d; j++) w[j] -= (learningRate * gradientW[j]) / size;
    b -= (learningRate * gradientB) / size;
    return loss / size;
  });
  return {
    ...steps,
    predictOn,
    predict: ofFeatures(`${caller}.predict`, d, (X) =>
      tf.tensor1d(Float32Array.from(predictOn(X.dataSync<"float32">()))),
    ),
    parameters: () => ({ w: [...w], b }),
  };
}

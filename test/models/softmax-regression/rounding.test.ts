import { softmaxRegressionOnArrays } from "../../../lib/src/models/softmax-regression/typed-arrays";
import { random } from "../../../lib/src/base/random";

const [n, q, batchSize, learningRate] = [20_000, 10, 64, 0.1];
// The feature tells the class, so that most errors are small beside the biases.
const X = random(5).normals(n, 0, 4);
const y = Int32Array.from(X, (x) => Math.max(0, Math.min(q - 1, Math.floor((x / 4 + 2) * (q / 4)))));

/** Softmax regression on one feature by its recursion in float64, in the order of the samples. */
function inFloat64(epochs: number): { W: Float64Array; b: Float64Array } {
  const [W, b, powers] = [new Float64Array(q), new Float64Array(q), new Float64Array(q)];
  for (let at = 0; at < epochs * n;) {
    const begin = at % n;
    const size = Math.min(batchSize, n - begin);
    const [slopesW, slopesB] = [new Float64Array(q), new Float64Array(q)];
    for (let i = begin; i < begin + size; i++) {
      let sum = 0;
      for (let j = 0; j < q; j++) sum += powers[j] = Math.exp(X[i] * W[j] + b[j]);
      for (let j = 0; j < q; j++) {
        const error = powers[j] / sum - (y[i] === j ? 1 : 0);
        slopesW[j] += error * X[i];
        slopesB[j] += error;
      }
    }
    for (let j = 0; j < q; j++) {
      W[j] -= (learningRate * slopesW[j]) / size;
      b[j] -= (learningRate * slopesB[j]) / size;
    }
    at += size;
  }
  return { W, b };
}

const distance = (a: readonly number[], b: Float64Array) =>
  Math.max(...a.map((value, i) => Math.abs(value - b[i])));

test("after three epochs in the samples' order the parameters are those of float64, without a drift", () => {
  const model = softmaxRegressionOnArrays({ d: 1, q });
  for (let epoch = 0; epoch < 3; epoch++) {
    for (let at = 0; at < n; at += batchSize) {
      model.stepOn(X.subarray(at, at + batchSize), y.subarray(at, at + batchSize), learningRate);
    }
  }
  const exact = inFloat64(3);
  const { W, b } = model.parameters();
  expect(distance(W, exact.W)).toBeLessThan(2e-5);
  expect(distance(b, exact.b)).toBeLessThan(2e-5);
});

test("a step on very many samples moves the biases by the mean of their errors", () => {
  const model = softmaxRegressionOnArrays({ d: 1, q: 2, b: [1, -1] });
  const many = 100_000;
  model.stepOn(new Float32Array(many), new Int32Array(many), 1);
  const p = 1 / (1 + Math.exp(-2));
  const { b } = model.parameters();
  expect(b[0]).toBeCloseTo(1 + (1 - p), 6);
  expect(b[1]).toBeCloseTo(-1 - (1 - p), 6);
});

import * as tf from "@tensorflow/tfjs";
import { memoryDataset } from "../../lib/src/data/dataset";
import { logisticLoss } from "../../lib/src/losses/cross-entropy";
import { logisticRegressionFromScratch } from "../../lib/src/models/logistic-regression";
import { softmaxRegressionFromScratch } from "../../lib/src/models/softmax-regression/from-scratch";
import { useBackend } from "../../lib/src/base/backend";
import { random } from "../../lib/src/base/random";
import { train } from "../../lib/src/training/train";

beforeAll(() => useBackend());
afterEach(() => expect(tf.memory().numTensors).toBe(0));

const X = random(7).normals(60 * 3);
const y = Int32Array.from({ length: 60 }, (_, i) =>
  X[3 * i] - X[3 * i + 1] + random(i).normal() > 0 ? 1 : 0,
);
const data = memoryDataset(X, y);
const labels = (values: number[]) => tf.tensor1d(values, "int32");

test("from zero with twice the learning rate it is the softmax regression of two classes", async () => {
  const options = { epochs: 20, batchSize: 16, showProgress: false };
  const logistic = logisticRegressionFromScratch({ d: 3 });
  const softmax = softmaxRegressionFromScratch({ d: 3, q: 2 });
  const one = await train(logistic, data, { ...options, learningRate: 0.2, random: random(1) });
  const two = await train(softmax, data, { ...options, learningRate: 0.1, random: random(1) });
  const { w, b } = logistic.parameters();
  const { W, b: biases } = softmax.parameters();
  w.forEach((value, j) => expect(Math.abs(value - (W[2 * j + 1] - W[2 * j]))).toBeLessThan(1e-5));
  expect(Math.abs(b - (biases[1] - biases[0]))).toBeLessThan(1e-5);
  one.forEach((record, i) => {
    expect(record.runningLoss).toBeCloseTo(two[i].runningLoss, 5);
    expect(record.runningAccuracy).toBe(two[i].runningAccuracy);
  });
  logistic.dispose();
  softmax.dispose();
});

test("the loss neither overflows nor loses small values, and its gradient is σ(o) − y", () => {
  const o = [0, 1000, -1000, 1000, -1000, 2];
  const [values, gradient] = tf.tidy(() => {
    const given = labels([1, 1, 1, 0, 0, 1]);
    const loss = (logits: tf.Tensor) => logisticLoss(logits as tf.Tensor1D, given);
    return [
      [...loss(tf.tensor1d(o)).dataSync()],
      [
        ...tf
          .grad((logits) => loss(logits).sum())(tf.tensor1d(o))
          .dataSync(),
      ],
    ];
  });
  const near = (expected: number[]) => expected.map((value) => expect.closeTo(value, 5) as number);
  expect(values).toEqual(near([Math.log(2), 0, 1000, 1000, 0, Math.log1p(Math.exp(-2))]));
  expect(gradient).toEqual(near([-0.5, 0, -1, 1, 0, 1 / (1 + Math.exp(-2)) - 1]));
});

test("labels other than 0 and 1 are refused, and nothing is left behind", async () => {
  const model = logisticRegressionFromScratch({ d: 3 });
  const wrong = memoryDataset(
    X,
    y.map((label) => 2 * label),
  );
  const training = train(model, wrong, { epochs: 1, batchSize: 60, learningRate: 1, showProgress: false });
  await expect(training).rejects.toThrow(/whole numbers from 0 to 1, one of q = 2 classes, got 2/);
  model.dispose();
});

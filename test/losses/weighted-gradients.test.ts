import * as tf from "@tensorflow/tfjs";
import { absoluteLoss, huberLoss, squaredLoss } from "../../lib/src/losses/regression";
import {
  crossEntropy,
  crossEntropyOfProbabilities,
  crossEntropyOfTargets,
  logisticLoss,
  softmax,
} from "../../lib/src/losses/cross-entropy";
import { multiclassHinge } from "../../lib/src/losses/multiclass-hinge";
import { smoothLabels } from "../../lib/src/losses/labels";
import { useBackend } from "../../lib/src/base/backend";
import { random } from "../../lib/src/base/random";

beforeAll(() => useBackend());
afterEach(() => expect(tf.memory().numTensors).toBe(0));

const [n, q] = [4, 3];
const labels = () => tf.tensor1d([0, 1, 1, 0], "int32");
type Loss = (predicted: tf.Tensor) => tf.Tensor1D;

/** Losses of samples, as functions of the predictions alone. */
const losses: [string, number[], Loss][] = [
  ["squaredLoss", [n], (yHat) => squaredLoss(yHat as tf.Tensor1D, labels())],
  ["absoluteLoss", [n], (yHat) => absoluteLoss(yHat as tf.Tensor1D, labels())],
  ["huberLoss", [n], (yHat) => huberLoss(yHat as tf.Tensor1D, labels(), { delta: 0.5 })],
  ["logisticLoss", [n], (o) => logisticLoss(o as tf.Tensor1D, labels())],
  ["crossEntropy", [n, q], (o) => crossEntropy(o as tf.Tensor2D, labels())],
  [
    "crossEntropyOfProbabilities",
    [n, q],
    (o) => crossEntropyOfProbabilities(softmax(o as tf.Tensor2D), labels()),
  ],
  [
    "crossEntropyOfTargets",
    [n, q],
    (o) => crossEntropyOfTargets(o as tf.Tensor2D, smoothLabels(labels(), q, { epsilon: 0.2 })),
  ],
  ["multiclassHinge", [n, q], (o) => multiclassHinge(o as tf.Tensor2D, labels())],
];

describe.each(losses)("%s", (_, shape, loss) => {
  const draws = random(2).normals(shape.reduce((a, b) => a * b));
  const gradientOf = (f: (losses: tf.Tensor1D) => tf.Tensor, predicted = draws) => [
    ...tf.tidy(() =>
      tf
        .grad((x) => f(loss(x)).sum())(tf.tensor(predicted.slice(), shape))
        .dataSync(),
    ),
  ];
  const near = (values: number[]) => values.map((value) => expect.closeTo(value, 5) as number);

  test("counts in a weighted sum with its weight, sample by sample", () => {
    const weights = [2, 0, -1, 0.5];
    const each = gradientOf((ofSamples) => ofSamples);
    const weighted = gradientOf((ofSamples) => ofSamples.mul(tf.tensor1d(weights)));
    expect(weighted).toEqual(
      near(each.map((slope, i) => slope * weights[Math.floor((i * n) / draws.length)])),
    );
  });

  test("follows the chain rule through what is made of it", () => {
    const values = [...tf.tidy(() => loss(tf.tensor(draws.slice(), shape)).dataSync())];
    const each = gradientOf((ofSamples) => ofSamples);
    const squared = gradientOf((ofSamples) => ofSamples.square());
    expect(squared).toEqual(
      near(each.map((slope, i) => 2 * slope * values[Math.floor((i * n) / draws.length)])),
    );
  });
});

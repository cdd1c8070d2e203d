import * as tf from "@tensorflow/tfjs";
import { memoryDataset } from "../../../lib/src/data/dataset";
import { softmaxRegressionConcise } from "../../../lib/src/models/softmax-regression/concise";
import { softmaxRegressionFromScratch } from "../../../lib/src/models/softmax-regression/from-scratch";
import { softmaxRegressionHandDerived } from "../../../lib/src/models/softmax-regression/hand-derived";
import type { SoftmaxRegression } from "../../../lib/src/models/forms";
import type { SoftmaxParameters, SoftmaxStart } from "../../../lib/src/models/first-parameters";
import { softmaxRegressionOnArrays } from "../../../lib/src/models/softmax-regression/typed-arrays";
import { useBackend } from "../../../lib/src/base/backend";
import { tensorsLeftBy } from "../../../lib/src/base/memory";
import { random } from "../../../lib/src/base/random";
import { bestEpoch, takeSnapshot } from "../../../lib/src/training/stopping";
import { evaluate, predictProbabilities } from "../../../lib/src/training/evaluation";
import { train } from "../../../lib/src/training/train";
import figures from "../../figures/softmax.json";

const forms: [string, (start: SoftmaxStart) => SoftmaxRegression][] = [
  ["on typed arrays", softmaxRegressionOnArrays],
  ["hand-derived on tensors", softmaxRegressionHandDerived],
  ["from scratch on tensors", softmaxRegressionFromScratch],
  ["concise with tf.layers", softmaxRegressionConcise],
];

const { n, d, q } = figures;
const data = memoryDataset(random(3).normals(n * d), Int32Array.from(figures.labels));
const options = { epochs: 10, batchSize: 8, learningRate: 0.5, showProgress: false };
const flat = ({ W, b }: SoftmaxParameters) => [...W, ...b];
const distance = (a: number[], b: number[]) => Math.max(...a.map((value, i) => Math.abs(value - b[i])));

beforeAll(() => useBackend());
afterEach(() => expect(tf.memory().numTensors).toBe(0));

test("all four forms reach the same parameters from the same start and batch order", async () => {
  const wide = memoryDataset(
    random(1).normals(66 * 23),
    Int32Array.from({ length: 66 }, (_, i) => (i * i) % 5),
  );
  const results: { parameters: number[]; losses: number[]; accuracies: (number | undefined)[] }[] = [];
  for (const [, make] of forms) {
    const model = make({ d: 23, q: 5, random: random(2) });
    const history = await train(model, wide, { ...options, epochs: 17, batchSize: 25, random: random(3) });
    results.push({
      parameters: flat(model.parameters()),
      losses: history.map((record) => record.runningLoss),
      accuracies: history.map((record) => record.runningAccuracy),
    });
    model.dispose();
  }
  for (const result of results) {
    expect(distance(result.parameters, results[0].parameters)).toBeLessThan(1e-5);
    expect(distance(result.losses, results[0].losses)).toBeLessThan(1e-5);
    expect(result.accuracies).toEqual(results[0].accuracies);
  }
});

describe.each(forms)("softmax regression %s", (_, make) => {
  test("has NumPy's parameters and running losses after fifty steps", async () => {
    const model = make({ d, q });
    const history = await train(model, data, options);
    expect(distance(flat(model.parameters()), [...figures.training.W, ...figures.training.b])).toBeLessThan(
      1e-5,
    );
    expect(
      distance(
        history.map((record) => record.runningLoss),
        figures.training.runningLosses,
      ),
    ).toBeLessThan(1e-5);
    model.dispose();
  });

  test("starts at the loss log q, and from the parameters it is given", async () => {
    const fresh = make({ d, q });
    expect((await evaluate(fresh, data)).loss).toBeCloseTo(Math.log(q), 5);
    const W = Array.from({ length: d * q }, (_, i) => i / 8);
    const given = make({ d, q, W, b: [1, 2, 3, 4] });
    expect(given.parameters()).toEqual({ W, b: [1, 2, 3, 4] });
    fresh.dispose();
    given.dispose();
  });

  test("gives logits XW + b, their softmax, and the likeliest class", async () => {
    const model = make({ d: 1, q: 2, W: [1, 3], b: [0, 1] });
    const [logits, yHat, labels] = tf.tidy(() => {
      const X = tf.tensor2d([[0], [2]]);
      return [model.logits(X), model.predictProbabilities(X), model.predict(X)].map((found) => [
        ...found.dataSync(),
      ]);
    });
    expect(logits).toEqual([0, 1, 2, 7]);
    expect(labels).toEqual([1, 1]);
    expect(yHat[1]).toBeCloseTo(1 / (1 + Math.exp(-1)), 5);
    const all = await predictProbabilities(model, memoryDataset([[0], [2], [0]], Int32Array.of(0, 1, 1)), {
      batchSize: 2,
    });
    expect([...all]).toEqual([0, 1, 2, 3, 0, 1].map((i) => expect.closeTo(yHat[i], 5) as number));
    model.dispose();
  });

  test("leaves no tensor but its own while it trains and is evaluated", async () => {
    const model = make({ d, q });
    await train(model, data, { ...options, epochs: 1 });
    const left = await tensorsLeftBy(async () => {
      await train(model, data, { ...options, epochs: 2 });
      await evaluate(model, data, { batchSize: 7 });
    });
    expect(left.tensors).toBe(0);
    model.dispose();
  });

  test("finds out divergence, and is not evaluated after it", async () => {
    const model = make({ d, q });
    const huge = memoryDataset(
      data.X.map((x) => 1e30 * x),
      data.y,
    );
    const training = train(model, huge, { ...options, learningRate: 1e30 });
    await expect(training).rejects.toThrow(/NaN|Infinity/);
    await expect(evaluate(model, data)).rejects.toThrow(
      /the model's logits must hold no NaN, got one in row \d+/,
    );
    await expect(predictProbabilities(model, data)).rejects.toThrow(
      /predictProbabilities: the model's logits must hold no NaN/,
    );
    model.dispose();
  });

  test("refuses labels out of range and labels that are no integers", async () => {
    const model = make({ d, q });
    const beyond = memoryDataset(
      data.X,
      data.y.map((y) => y + 1),
    );
    await expect(train(model, beyond, options)).rejects.toThrow(
      /whole numbers from 0 to 3, one of q = 4 classes, got 4/,
    );
    await expect(evaluate(model, beyond)).rejects.toThrow(/whole numbers from 0 to 3/);
    model.dispose();
  });

  test("serves early stopping, which puts its best parameters back where they are in tensors", async () => {
    const model = make({ d, q });
    let kept: number[][] = [];
    const earlyStopping = { watch: "validation", patience: 2, snapshot: snapshotOf(model) };
    const history = await train(model, data, {
      ...options,
      metrics: { validation: () => [3, 1, 2, 2][kept.length - 1] },
      onEpoch: () => undefined,
      earlyStopping,
      until: () => false,
      onBatch: ({ step }) => void (step % 5 === 0 && (kept = [...kept, flat(model.parameters())])),
    });
    expect(bestEpoch(history, earlyStopping)).toMatchObject({ epoch: 2, isOutOfPatience: true });
    expect(kept).toHaveLength(4);
    const now = flat(model.parameters());
    // The form on typed arrays has no variables to take a snapshot of.
    expect(now).toEqual(kept["stepOn" in model ? 3 : 1]);
    model.dispose();
  });

  test.each<[string, SoftmaxStart, RegExp]>([
    ["no features", { d: 0, q: 2 }, /d must be a whole number ≥ 1, got 0/],
    ["a single class", { d: 1, q: 1 }, /q must be a whole number ≥ 2, got 1/],
    ["weights of another length", { d: 2, q: 2, W: [1] }, /W must have d · q = 4 numbers, got 1/],
    ["biases of another length", { d: 2, q: 2, b: [1] }, /b must have q = 2 numbers, got 1/],
    ["a start at NaN", { d: 1, q: 2, b: [NaN, 0] }, /b must hold finite numbers only, got NaN/],
    [
      "a spread of 0",
      { d: 1, q: 2, standardDeviation: 0 },
      /standardDeviation must be a finite number above 0/,
    ],
  ])("refuses %s", (_, start, message) => {
    expect(() => make(start)).toThrow(message);
  });
});

/** Copies of the parameters of those forms that keep them in tensors. */
function snapshotOf(model: SoftmaxRegression) {
  if ("model" in model) return () => takeSnapshot(model.model as tf.Sequential);
  if ("W" in model && "b" in model) return () => takeSnapshot([model.W, model.b] as tf.Variable[]);
  return () => () => undefined;
}

import type { MemoryDataset } from "../../../lib/src/data/dataset";
import { syntheticRegression } from "../../../lib/src/data/synthetic-regression";
import { fitLeastSquares } from "../../../lib/src/models/linear-regression/least-squares";
import { linearRegressionConcise } from "../../../lib/src/models/linear-regression/concise";
import { linearRegressionFromScratch } from "../../../lib/src/models/linear-regression/from-scratch";
import type { LinearParameters, LinearStart } from "../../../lib/src/models/first-parameters";
import { linearRegressionOnArrays } from "../../../lib/src/models/linear-regression/typed-arrays";
import { useBackend } from "../../../lib/src/base/backend";
import { tensorsLeftBy } from "../../../lib/src/base/memory";
import { random } from "../../../lib/src/base/random";
import { train } from "../../../lib/src/training/train";
import type { Trainable } from "../../../lib/src/models/trainable";

type Model = Trainable & { parameters(): LinearParameters; dispose(): void };

const forms: [string, (start: LinearStart) => Model][] = [
  ["on typed arrays", linearRegressionOnArrays],
  ["from scratch on tensors", linearRegressionFromScratch],
  ["concise with tf.layers", linearRegressionConcise],
];

beforeAll(() => useBackend());

/** Trains one form of the model by the lecture's protocol and gives its parameters and last running loss. */
async function trained(make: (start: LinearStart) => Model, data: MemoryDataset, seed: number, epochs = 3) {
  const model = make({ d: data.d, random: random(seed) });
  const options = { epochs, batchSize: 10, learningRate: 0.03, random: random(seed + 1) };
  const history = await train(model, data, options);
  const parameters = model.parameters();
  model.dispose();
  return { ...parameters, history };
}

const flat = ({ w, b }: LinearParameters) => [...w, b];

test("all three forms reach the same parameters and losses from the same start and batch order", async () => {
  const data = syntheticRegression({ random: random(0) });
  const [arrays, ...others] = await Promise.all(forms.map(([, make]) => trained(make, data, 1)));
  for (const other of others) {
    flat(other).forEach((value, i) => expect(Math.abs(value - flat(arrays)[i])).toBeLessThan(1e-6));
    other.history.forEach(({ runningLoss }, i) => {
      expect(runningLoss / arrays.history[i].runningLoss).toBeCloseTo(1, 3);
    });
  }
});

test("over ten seeds the parameters come as near to the truth and to the closed form as they should", async () => {
  for (let seed = 0; seed < 10; seed++) {
    const data = syntheticRegression({ random: random(100 + seed) });
    const sgd = flat(await trained(linearRegressionOnArrays, data, seed));
    const rows = Array.from({ length: data.n }, (_, i) => data.X.subarray(2 * i, 2 * i + 2));
    const best = flat(fitLeastSquares(rows, data.y));
    const truth = [2, -3.4, 4.2];
    sgd.forEach((value, i) => {
      expect(Math.abs(value - truth[i])).toBeLessThan(1.7e-3);
      expect(Math.abs(value - best[i])).toBeLessThan(1.5e-3);
    });
  }
});

describe.each(forms)("linear regression %s", (_, make) => {
  test("reaches the floor σ²/2 of the loss, by the classic course of three epochs", async () => {
    const data = syntheticRegression({ random: random(7) });
    const model = make({ d: 2, random: random(8) });
    const fullLoss = () => {
      const { w, b } = model.parameters();
      const exact = linearRegressionOnArrays({ d: 2, w, b }).predictOn(data.X);
      return exact.reduce((sum, yHat, i) => sum + (yHat - data.y[i]) ** 2 / 2, 0) / data.n;
    };
    const history = await train(model, data, {
      ...{ epochs: 3, batchSize: 10, learningRate: 0.03, random: random(9) },
      metrics: { "full loss": fullLoss },
    });
    const losses = history.map((record) => record.metrics["full loss"]);
    expect(losses[0]).toBeGreaterThan(0.02);
    expect(losses[0]).toBeLessThan(0.06);
    expect(losses[1]).toBeLessThan(3e-4);
    expect(losses[2]).toBeGreaterThan(4.5e-5);
    expect(losses[2]).toBeLessThan(5.6e-5);
    model.dispose();
  });

  test("starts from the weights it is given", () => {
    const model = make({ d: 2, w: [0.5, -0.25], b: 3 });
    expect(model.parameters()).toEqual({ w: [0.5, -0.25], b: 3 });
    model.dispose();
  });

  test("leaves no tensor when it is disposed of", async () => {
    const data = syntheticRegression({ n: 20, random: random(1) });
    const { tensors } = await tensorsLeftBy(() => trained(make, data, 1, 1));
    expect(tensors).toBe(0);
  });

  test("leaves no tensor but its own while it trains", async () => {
    const data = syntheticRegression({ n: 20, random: random(1) });
    const model = make({ d: 2 });
    await train(model, data, { epochs: 1, batchSize: 5, learningRate: 0.01 });
    const { tensors } = await tensorsLeftBy(() =>
      train(model, data, { epochs: 2, batchSize: 5, learningRate: 0.01 }),
    );
    expect(tensors).toBe(0);
    model.dispose();
  });

  test.each<[string, LinearStart, RegExp]>([
    ["no features", { d: 0 }, /d must be a whole number ≥ 1, got 0/],
    ["weights of another length", { d: 2, w: [1] }, /w must have d = 2 numbers, got 1/],
    ["a start at NaN", { d: 1, b: NaN }, /b must hold finite numbers only, got NaN/],
    ["a spread of 0", { d: 1, standardDeviation: 0 }, /standardDeviation must be a finite number above 0/],
  ])("refuses %s", (_, start, message) => {
    expect(() => make(start)).toThrow(message);
  });
});

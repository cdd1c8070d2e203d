import * as tf from "@tensorflow/tfjs";
import { InterruptedError } from "../../lib/src/base/interrupt";
import { syntheticRegression } from "../../lib/src/data/synthetic-regression";
import { linearRegressionFromScratch } from "../../lib/src/models/linear-regression/from-scratch";
import { useBackend } from "../../lib/src/base/backend";
import { random } from "../../lib/src/base/random";
import { train, type TrainOptions } from "../../lib/src/training/train";
import type { Trainable } from "../../lib/src/models/trainable";

const data = syntheticRegression({ n: 25, random: random(1) });
const options: TrainOptions = { epochs: 2, batchSize: 10, learningRate: 0.1 };

/** A model that learns nothing, and reports each batch's size as its loss. */
const sizes: Trainable = { step: ({ size }) => size };

beforeAll(() => useBackend());

test("the history has one record an epoch, with each batch's loss", async () => {
  const history = await train(sizes, data, options);
  expect(history.map((r) => r.epoch)).toEqual([1, 2]);
  expect(history[0].batchLosses).toEqual([10, 10, 5]);
});

test("the running loss weighs each batch by its true size", async () => {
  const [{ runningLoss }] = await train(sizes, data, options);
  expect(runningLoss).toBeCloseTo((10 * 10 + 10 * 10 + 5 * 5) / 25, 12);
});

test("metrics are measured after each epoch and handed to onEpoch", async () => {
  let calls = 0;
  const seen: number[] = [];
  const history = await train(sizes, data, {
    ...options,
    metrics: { calls: () => ++calls },
    onEpoch: ({ metrics }) => void seen.push(metrics["calls"]),
  });
  expect(history.map((r) => r.metrics)).toEqual([{ calls: 1 }, { calls: 2 }]);
  expect(seen).toEqual([1, 2]);
});

test("metrics may have any names, those of every object's properties too", async () => {
  const names = ["__proto__", "constructor", "toString", "hasOwnProperty"];
  const metrics = Object.fromEntries(names.map((name, i) => [name, () => i]));
  const [{ metrics: measured }] = await train(sizes, data, { ...options, epochs: 1, metrics });
  expect(Object.entries(measured)).toEqual(names.map((name, i) => [name, i]));
});

test("onBatch hears of each step, of the passes so far and of the batch's loss", async () => {
  const heard: number[][] = [];
  await train(sizes, data, {
    ...options,
    onBatch: ({ step, epochs, loss }) => void heard.push([step, epochs, loss]),
  });
  expect(heard).toEqual([
    [1, 0.4, 10],
    [2, 0.8, 10],
    [3, 1, 5],
    [4, 1.4, 10],
    [5, 1.8, 10],
    [6, 2, 5],
  ]);
});

test.each([
  ["keep", 20, [0.8, 1, 1.8, 2]],
  ["fill", 20, [0.8, 1, 1.8, 2]],
  ["fill", 10, [0.4, 0.8, 1, 1.4, 1.8, 2]],
  ["drop", 10, [0.4, 0.8, 1.4, 1.8]],
] as const)("with lastBatch %p and batches of %i, an epoch counts as one pass at most", async (...given) => {
  const [lastBatch, batchSize, passes] = given;
  const heard: number[] = [];
  await train(sizes, data, {
    ...options,
    batchSize,
    lastBatch,
    onBatch: ({ epochs }) => void heard.push(epochs),
  });
  expect(heard).toEqual(passes);
});

test.each([
  ["epochs", [0, 0.4, 0.8, 1, 1.4, 1.8]],
  ["steps", [0, 1, 2, 3, 4, 5]],
] as const)("a schedule counting %s is asked before each step", async (scheduleBy, times) => {
  const asked: number[] = [];
  const model: Trainable = { step: (_, learningRate) => asked.push(learningRate - 1) };
  const heard: number[] = [];
  await train(model, data, {
    ...options,
    scheduleBy,
    learningRate: (time) => 1 + time,
    onBatch: ({ learningRate }) => void heard.push(learningRate - 1),
  });
  asked.forEach((time, i) => expect(time).toBeCloseTo(times[i], 12));
  expect(asked).toHaveLength(6);
  expect(heard).toEqual(asked);
});

test("a schedule that falls to 0 is refused, with the time at which it does", async () => {
  const training = train(sizes, data, { ...options, learningRate: (time) => 1 - time });
  await expect(training).rejects.toThrow("train: learningRate(1) must be a finite number above 0, got 0.");
});

test("until() ends the training after the epoch at which it says so", async () => {
  const seen: number[] = [];
  const history = await train(sizes, data, {
    ...options,
    epochs: 10,
    until: (records) => seen.push(records.length) === 3,
  });
  expect(history).toHaveLength(3);
  expect(seen).toEqual([1, 2, 3]);
});

test("a loss that becomes NaN ends the training with what to do", async () => {
  let steps = 0;
  const model: Trainable = { step: () => (++steps === 5 ? NaN : 1) };
  await expect(train(model, data, options)).rejects.toMatchObject({
    name: "DivergenceError",
    message:
      "train: the loss became NaN in epoch 2, at batch 2. The learning rate 0.1 is probably too large; try a tenth, from new parameters.",
  });
});

test("a loss that becomes NaN can be watched on request", async () => {
  const history = await train({ step: () => NaN }, data, { ...options, allowDivergence: true });
  expect(history[1].runningLoss).toBeNaN();
});

describe("the progress bar", () => {
  const isTTY = process.stderr.isTTY;
  let written: string[];
  beforeEach(() => {
    written = [];
    process.stderr.isTTY = true;
    jest.spyOn(process.stderr, "write").mockImplementation((text) => written.push(String(text)) > 0);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    process.stderr.isTTY = isTTY;
  });

  test("stands still at the end of a training, and after an error", async () => {
    await train(sizes, data, options);
    expect(written.at(-1)).toMatch(/2 of 2 epochs {2}loss .*\n$/);
    await expect(train({ step: () => NaN }, data, options)).rejects.toThrow(/the loss became NaN/);
    expect(written.at(-1)).toMatch(/0 of 2 epochs\n$/);
  });

  test("is not shown where nothing can be trained, or on request", async () => {
    await expect(train(sizes, data, { ...options, learningRate: () => 0 })).rejects.toThrow(
      /learningRate\(0\)/,
    );
    await train(sizes, data, { ...options, showProgress: false });
    expect(written).toEqual([]);
  });
});

test("a real learning rate that is too large is found out", async () => {
  const model = linearRegressionFromScratch({ d: 2 });
  await expect(train(model, data, { ...options, epochs: 200, learningRate: 10 })).rejects.toThrow(
    /the loss became/,
  );
  model.dispose();
});

test("after an interrupt the model holds the parameters reached so far", async () => {
  const model = linearRegressionFromScratch({ d: 2 });
  const before = model.parameters();
  const training = train(model, data, {
    ...options,
    epochs: 1000,
    onEpoch: ({ epoch }) => void (epoch === 3 && process.emit("SIGINT")),
  });
  await expect(training).rejects.toThrow(InterruptedError);
  expect(model.parameters()).not.toEqual(before);
  model.dispose();
  expect(tf.memory().numTensors).toBe(0);
});

test.each<[Partial<TrainOptions>, RegExp]>([
  [{ epochs: 0 }, /train: epochs must be a whole number ≥ 1, got 0/],
  [{ epochs: 1.5 }, /train: epochs must be a whole number ≥ 1, got 1.5/],
  [{ batchSize: 0 }, /train: batchSize must be a whole number from 1 to 25, got 0/],
  [{ batchSize: -2 }, /got -2/],
  [{ batchSize: 2.5 }, /got 2.5/],
  [{ batchSize: 26 }, /got 26/],
  [{ learningRate: 0 }, /train: learningRate must be a finite number above 0, got 0/],
  [{ learningRate: -0.1 }, /got -0.1/],
  [{ learningRate: Infinity }, /got Infinity/],
  [{ learningRate: () => NaN }, /train: learningRate\(0\) must be a finite number above 0, got NaN/],
  [{ scheduleBy: "days" as "steps" }, /train: scheduleBy must be epochs or steps, got "days"/],
])("%j is refused before anything is trained", async (wrong, message) => {
  let steps = 0;
  await expect(train({ step: () => ++steps }, data, { ...options, ...wrong })).rejects.toThrow(message);
  expect(steps).toBe(0);
});

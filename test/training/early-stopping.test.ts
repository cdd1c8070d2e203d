import * as tf from "@tensorflow/tfjs";
import { memoryDataset } from "../../lib/src/data/dataset";
import { InterruptedError } from "../../lib/src/base/interrupt";
import { linearRegressionConcise } from "../../lib/src/models/linear-regression/concise";
import { useBackend } from "../../lib/src/base/backend";
import { bestEpoch, type EarlyStopping, takeSnapshot } from "../../lib/src/training/stopping";
import { train, type TrainOptions } from "../../lib/src/training/train";
import type { Trainable } from "../../lib/src/models/trainable";

beforeAll(() => useBackend());
afterEach(() => expect(tf.memory().numTensors).toBe(0));

const data = memoryDataset([[1]], [1]);

/** Options of the training, and of its early stopping. */
type Options = Partial<TrainOptions & EarlyStopping>;

/** A training whose parameter counts the epochs, and whose metric has the values given. */
function plan(values: number[], { watch, better, patience, minimumGain, ...options }: Options = {}) {
  let parameter = 0;
  const model: Trainable = { step: () => ++parameter };
  const earlyStopping: EarlyStopping = {
    watch: watch ?? "validation",
    ...(better && { better }),
    patience: patience ?? 2,
    ...(minimumGain !== undefined && { minimumGain }),
    snapshot: () => {
      const kept = parameter;
      return () => void (parameter = kept);
    },
  };
  const all: TrainOptions = {
    epochs: values.length,
    batchSize: 1,
    learningRate: 1,
    showProgress: false,
    metrics: { validation: () => values[parameter - 1] },
    earlyStopping,
    ...options,
  };
  const run = async () => {
    const history = await train(model, data, all);
    const best = bestEpoch(history, earlyStopping);
    return { history, best, stopped: best.isOutOfPatience && history.length < values.length };
  };
  return { run, parameter: () => parameter };
}

test.each<[string, number[], Options, number, number, boolean]>([
  ["stops when patience runs out", [5, 3, 4, 4, 1], {}, 2, 4, true],
  ["waits again after each better value", [5, 6, 4, 5, 3, 4, 4, 0], {}, 5, 7, true],
  ["makes all epochs while the metric becomes better", [5, 4, 3], {}, 3, 3, false],
  ["restores the best when the epochs run out", [5, 3, 4], {}, 2, 3, false],
  ["has not stopped early when patience ends with the last epoch", [5, 3, 4, 4], {}, 2, 4, false],
  ["has stopped early when patience ends one epoch before the last", [5, 3, 4, 4, 4], {}, 2, 4, true],
  ["takes the highest accuracy", [0.5, 0.7, 0.6, 0.6, 0.9], { better: "higher" }, 2, 4, true],
  ["does not count too small a gain", [5, 4.95, 4.9, 1], { minimumGain: 0.2 }, 1, 3, true],
  ["does not count an equal value", [5, 5, 5, 5], {}, 1, 3, true],
  ["takes a number over NaN", [NaN, 3, NaN, NaN, 1], {}, 2, 4, true],
  ["gives up on nothing but NaN", [NaN, NaN, NaN], {}, 0, 2, true],
  ["listens to another condition too", [5, 4, 3], { until: ({ length }) => length === 2 }, 2, 2, false],
])("it %s", async (_, values, options, best, epochs, stopped) => {
  const { run, parameter } = plan(values, options);
  const result = await run();
  expect([result.best.epoch, result.history.length, result.stopped]).toEqual([best, epochs, stopped]);
  expect(result.best.value).toBe(best === 0 ? NaN : values[best - 1]);
  expect(parameter()).toBe(best === 0 ? epochs : best);
});

test("by default it waits five epochs, and any gain counts", async () => {
  const values = [5, 5 - 1e-9, 5, 5, 5, 5, 5, 5];
  let epoch = 0;
  const model = { step: () => ++epoch };
  const history = await train(model, data, {
    ...{ epochs: values.length, batchSize: 1, learningRate: 1, showProgress: false },
    metrics: { validation: () => values[epoch - 1] },
    earlyStopping: { watch: "validation", snapshot: () => () => undefined },
  });
  expect([bestEpoch(history, { watch: "validation" }).epoch, history.length]).toEqual([2, 7]);
});

test("after an interrupt the model has the best parameters so far", async () => {
  const onEpoch = ({ epoch }: { epoch: number }) => void (epoch === 3 && process.emit("SIGINT"));
  const { run, parameter } = plan([5, 2, 3, 4], { onEpoch });
  await expect(run()).rejects.toThrow(InterruptedError);
  expect(parameter()).toBe(2);
});

test.each<[Options, RegExp]>([
  [
    { watch: "accuracy" },
    /train: earlyStopping.watch must name one of the metrics \(validation\), got "accuracy"/,
  ],
  [{ metrics: {} }, /metrics \(none\)/],
  [{ watch: "toString" }, /got "toString"/],
  [{ patience: 0 }, /patience must be a whole number ≥ 1, got 0/],
  [{ minimumGain: -1 }, /minimumGain must be a finite number ≥ 0, got -1/],
  [{ better: "bigger" as "higher" }, /better must be lower or higher, got "bigger"/],
  [{ epochs: 0 }, /train: epochs must be/],
])("%j is refused before anything is trained", async (wrong, message) => {
  const { run, parameter } = plan([1, 2], wrong);
  await expect(run()).rejects.toThrow(message);
  expect(parameter()).toBe(0);
});

test("the best epoch is not looked for in a metric that was not measured", async () => {
  const { history } = await plan([5, 3, 4]).run();
  expect(() => bestEpoch(history, { watch: "accuracy" })).toThrow(
    'bestEpoch: watch must name one of the metrics (validation), got "accuracy".',
  );
  const better = "bigger" as "higher";
  expect(() => bestEpoch(history, { watch: "validation", better })).toThrow(
    /bestEpoch: better must be lower/,
  );
});

test("a snapshot puts variables back, as often as asked", () => {
  const w = tf.tidy(() => tf.variable(tf.tensor1d([1, 2])));
  const restore = takeSnapshot([w]);
  for (let i = 0; i < 2; i++) {
    tf.tidy(() => w.assign(tf.tensor1d([7, 8])));
    restore();
    expect([...w.dataSync()]).toEqual([1, 2]);
  }
  w.dispose();
});

test("a snapshot puts the weights of a model of tf.layers back", () => {
  const concise = linearRegressionConcise({ d: 2, w: [1, 2], b: 3 });
  const restore = takeSnapshot(concise.model);
  tf.tidy(() => concise.model.setWeights([tf.zeros([2, 1]), tf.zeros([1])]));
  expect(concise.parameters()).toEqual({ w: [0, 0], b: 0 });
  restore();
  expect(concise.parameters()).toEqual({ w: [1, 2], b: 3 });
  concise.dispose();
});

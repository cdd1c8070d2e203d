import * as tf from "@tensorflow/tfjs";
import { memoryDataset } from "../../lib/src/data/dataset";
import { InterruptedError } from "../../lib/src/base/interrupt";
import { linearRegressionConcise } from "../../lib/src/models/linear-regression/concise";
import { useBackend } from "../../lib/src/base/backend";
import {
  type EarlyStoppingOptions,
  takeSnapshot,
  trainWithEarlyStopping,
} from "../../lib/src/training/stopping";
import type { Trainable } from "../../lib/src/models/trainable";

beforeAll(() => useBackend());
afterEach(() => expect(tf.memory().numTensors).toBe(0));

const data = memoryDataset([[1]], [1]);

/** A training whose parameter counts the epochs, and whose metric has the values given. */
function plan(values: number[], options: Partial<EarlyStoppingOptions> = {}) {
  let parameter = 0;
  const model: Trainable = { step: () => ++parameter };
  const all: EarlyStoppingOptions = {
    epochs: values.length,
    batchSize: 1,
    learningRate: 1,
    showProgress: false,
    metrics: { validation: () => values[parameter - 1] },
    watch: "validation",
    patience: 2,
    snapshot: () => {
      const kept = parameter;
      return () => void (parameter = kept);
    },
    ...options,
  };
  return { run: () => trainWithEarlyStopping(model, data, all), parameter: () => parameter };
}

test.each<[string, number[], Partial<EarlyStoppingOptions>, number, number, boolean]>([
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
])("it %s", async (_, values, options, bestEpoch, epochs, stopped) => {
  const { run, parameter } = plan(values, options);
  const result = await run();
  expect([result.bestEpoch, result.history.length, result.stopped]).toEqual([bestEpoch, epochs, stopped]);
  expect(result.best).toBe(bestEpoch === 0 ? NaN : values[bestEpoch - 1]);
  expect(parameter()).toBe(bestEpoch === 0 ? epochs : bestEpoch);
});

test("by default it waits five epochs, and any gain counts", async () => {
  const values = [5, 5 - 1e-9, 5, 5, 5, 5, 5, 5];
  let epoch = 0;
  const model = { step: () => ++epoch };
  const { history, bestEpoch } = await trainWithEarlyStopping(model, data, {
    ...{ epochs: values.length, batchSize: 1, learningRate: 1, showProgress: false },
    metrics: { validation: () => values[epoch - 1] },
    watch: "validation",
    snapshot: () => () => undefined,
  });
  expect([bestEpoch, history.length]).toEqual([2, 7]);
});

test("after an interrupt the model has the best parameters so far", async () => {
  const onEpoch = ({ epoch }: { epoch: number }) => void (epoch === 3 && process.emit("SIGINT"));
  const { run, parameter } = plan([5, 2, 3, 4], { onEpoch });
  await expect(run()).rejects.toThrow(InterruptedError);
  expect(parameter()).toBe(2);
});

test.each<[Partial<EarlyStoppingOptions>, RegExp]>([
  [
    { watch: "accuracy" },
    /trainWithEarlyStopping: watch must name one of the metrics \(validation\), got "accuracy"/,
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

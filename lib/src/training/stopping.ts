import * as tf from "@tensorflow/tfjs";
import { assertNotNegative, assertPositive, assertWhole } from "../base/assertions";
import { type EpochRecord, train, type TrainOptions } from "./train";
import type { Dataset } from "../data/dataset";
import type { Trainable } from "../models/trainable";
import { assertShapes } from "../base/shapes";

/** When `hasConverged` says yes. */
export interface ConvergenceOptions {
  /** The relative change of an epoch's loss below which it counts as standing still, above 0. Default: 0.01. */
  tolerance?: number;
  /** For how many epochs in a row, a whole number ≥ 1. Default: 3. */
  epochs?: number;
  /** What of an epoch to look at. Default: its running loss. */
  measure?: (record: EpochRecord) => number;
}

/**
 * A condition for `train`'s `until`: the loss has changed by less than a share of itself in each of the last
 * epochs. It says that training stands still, not that it is at the optimum: a learning rate that is too small
 * looks the same, and minibatches keep the loss moving.
 *
 * @example train(model, data, { …, epochs: 1000, until: hasConverged({ tolerance: 0.01 }) });
 * @returns a pure function of the history
 * @throws RangeError if an option is out of range, or what is measured is not finite
 */
export function hasConverged(options: ConvergenceOptions = {}): (history: readonly EpochRecord[]) => boolean {
  const { tolerance = 0.01, epochs = 3, measure = ({ runningLoss }) => runningLoss } = options;
  assertPositive("hasConverged", "tolerance", tolerance);
  assertWhole("hasConverged", "epochs", epochs, 1);

  return (history) => {
    const recent = history.slice(-(epochs + 1)).map((record) => {
      const value = measure(record);
      if (Number.isFinite(value)) return value;
      throw new RangeError(
        `hasConverged: measure must give finite numbers, got ${value} for epoch ${record.epoch}. ` +
          "What diverges does not converge: make the learning rate smaller.",
      );
    });
    if (recent.length <= epochs) return false;
    return recent.slice(1).every((value, i) => relativeChange(recent[i], value) < tolerance);
  };
}

const relativeChange = (before: number, after: number) =>
  before === after ? 0 : Math.abs(after - before) / Math.abs(before);

/** Options of `train`, and when to stop. */
export interface EarlyStoppingOptions extends TrainOptions {
  /** The name of the metric in `metrics` that decides, measured on a validation set, never on the test set. */
  watch: string;
  /** Whether the metric is better when `lower`, as a loss, or `higher`, as an accuracy. Default: `lower`. */
  better?: "lower" | "higher";
  /** How many epochs without a better value to wait for one, a whole number ≥ 1. Default: 5. */
  patience?: number;
  /** By how much a value must be better to count, ≥ 0. Default: 0. */
  minimumGain?: number;
  /** Copies the parameters, as by `() => takeSnapshot([w, b])`. */
  snapshot: () => Restore;
}

/** How a training with early stopping went. */
export interface EarlyStop {
  /** One record an epoch, also of those after the best. */
  readonly history: EpochRecord[];
  /** The epoch whose parameters the model has now: 1, 2, … */
  readonly bestEpoch: number;
  /** The metric's value there. */
  readonly best: number;
  /** Whether patience ran out before the epochs did: false where it ended with the last of them. */
  readonly stopped: boolean;
}

/**
 * Trains until a metric has not become better for some epochs, and puts the best parameters back, whether
 * patience or the epochs ran out. After an error or an interrupt they are put back too.
 *
 * @throws RangeError if an option is out of range or there is no such metric; whatever `train` throws. A metric
 *   that is NaN is never better
 */
export async function trainWithEarlyStopping(
  model: Trainable,
  dataset: Dataset,
  options: EarlyStoppingOptions,
): Promise<EarlyStop> {
  const { watch, better = "lower", patience = 5, minimumGain = 0, snapshot, until, ...others } = options;
  const caller = "trainWithEarlyStopping";
  assertWhole(caller, "patience", patience, 1);
  assertNotNegative(caller, "minimumGain", minimumGain);
  if (!["lower", "higher"].includes(better)) {
    throw new RangeError(`${caller}: better must be lower or higher, got ${JSON.stringify(better)}.`);
  }
  if (!Object.hasOwn(options.metrics ?? {}, watch)) {
    const names = Object.keys(options.metrics ?? {}).join(", ") || "none";
    throw new RangeError(`${caller}: watch must name one of the metrics (${names}), got "${watch}".`);
  }
  const sign = better === "lower" ? 1 : -1;
  let best: { epoch: number; value: number; restore: Restore } | undefined;
  let stopped = false;

  const outOfPatience = (history: readonly EpochRecord[]) => {
    const { epoch, metrics } = history[history.length - 1];
    const value = metrics[watch];
    const isBetter = best === undefined ? !Number.isNaN(value) : sign * (best.value - value) > minimumGain;
    if (isBetter) best = { epoch, value, restore: snapshot() };
    const isOver = epoch - (best?.epoch ?? 0) >= patience;
    stopped = isOver && epoch < others.epochs;
    return isOver || (until?.(history) ?? false);
  };
  try {
    const history = await train(model, dataset, { ...others, until: outOfPatience });
    return { history, bestEpoch: best?.epoch ?? 0, best: best?.value ?? NaN, stopped };
  } finally {
    best?.restore();
  }
}

/** Puts parameters back to what they were when the snapshot was taken. It can be used any number of times. */
export type Restore = () => void;

/**
 * Copies the parameters of a model, outside tensors, so that nothing has to be freed.
 *
 * @param parameters variables, as [w, b], or a model of tf.layers with all its weights
 * @returns a function that puts them back, all or none of them
 * @throws ShapeError, also when they are put back, if one of them has been disposed of
 */
export function takeSnapshot(parameters: readonly tf.Variable[] | tf.LayersModel): Restore {
  const tensors = isModel(parameters) ? parameters.getWeights() : parameters;
  const assertKept = () =>
    tensors.forEach((tensor, i) =>
      assertShapes("takeSnapshot", { [`parameter ${i}`]: [tensor, tensor.shape] }),
    );
  assertKept();
  const copies = tensors.map((tensor) => ({
    values: tensor.dataSync<"float32">().slice(),
    shape: tensor.shape,
    dtype: tensor.dtype,
  }));
  return () => {
    assertKept();
    tf.tidy(() => {
      const values = copies.map((copy) => tf.tensor(copy.values.slice(), copy.shape, copy.dtype));
      if (isModel(parameters)) parameters.setWeights(values);
      else parameters.forEach((variable, i) => variable.assign(values[i]));
    });
  };
}

const isModel = (given: readonly tf.Variable[] | tf.LayersModel): given is tf.LayersModel =>
  !Array.isArray(given);

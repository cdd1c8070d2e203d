import * as tf from "@tensorflow/tfjs";
import { assertNotNegative, assertPositive, assertWhole } from "../base/assertions";
import { assertShapes } from "../base/shapes";
import type { EpochRecord } from "./records";

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
 * looks the same, and minibatches keep the loss moving. scikit-learn: `tol` and `n_iter_no_change`.
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

/** When `train` stops early, and how it keeps the best parameters. PyTorch Lightning and Keras: `EarlyStopping`. */
export interface EarlyStopping {
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

/** The best epoch of a training. */
export interface BestEpoch {
  /** 1, 2, …; 0 where the metric was NaN in each epoch. */
  readonly epoch: number;
  /** The metric's value there. */
  readonly value: number;
  /** Whether so many epochs have come after it that early stopping gives up. */
  readonly isOutOfPatience: boolean;
}

/**
 * The best epoch so far, by one of the metrics. With the options that `train` was given as `earlyStopping`, it is the
 * epoch whose parameters the model has after the training.
 *
 * @param history the records that `train` returned
 * @param options what to watch and when a value is better; a value that is NaN never is
 * @throws RangeError if `watch` names none of the metrics, or `better` is neither `lower` nor `higher`
 * @example bestEpoch(history, { watch: "validation loss" }).epoch
 */
export function bestEpoch(
  history: readonly EpochRecord[],
  { watch, better = "lower", patience = 5, minimumGain = 0 }: Omit<EarlyStopping, "snapshot">,
): BestEpoch {
  for (const { metrics } of history) assertWatch("bestEpoch", { watch, better }, Object.keys(metrics));
  const sign = better === "lower" ? 1 : -1;
  let [epoch, value] = [0, NaN];
  for (const { epoch: next, metrics } of history) {
    const gain = sign * (value - metrics[watch]);
    const isBetter = epoch === 0 ? !Number.isNaN(metrics[watch]) : gain > minimumGain;
    if (isBetter) [epoch, value] = [next, metrics[watch]];
  }
  return { epoch, value, isOutOfPatience: history.length - epoch >= patience };
}

function assertWatch(
  caller: string,
  { watch, better }: Required<Pick<EarlyStopping, "watch" | "better">>,
  metrics: readonly string[],
  within = "",
): void {
  if (!["lower", "higher"].includes(better)) {
    throw new RangeError(
      `${caller}: ${within}better must be lower or higher, got ${JSON.stringify(better)}.`,
    );
  }
  if (metrics.includes(watch)) return;
  const names = metrics.join(", ") || "none";
  throw new RangeError(`${caller}: ${within}watch must name one of the metrics (${names}), got "${watch}".`);
}

/** Takes a snapshot after each epoch that is the best so far. @throws RangeError if an option is out of range */
export function keepBest(options: EarlyStopping, metrics: readonly string[]) {
  const { watch, better = "lower", patience = 5, minimumGain = 0, snapshot } = options;
  assertWhole("train", "earlyStopping.patience", patience, 1);
  assertNotNegative("train", "earlyStopping.minimumGain", minimumGain);
  assertWatch("train", { watch, better }, metrics, "earlyStopping.");
  let restore: Restore | undefined;
  return {
    isOutOfPatience(history: readonly EpochRecord[]): boolean {
      const best = bestEpoch(history, options);
      if (best.epoch === history.length) restore = snapshot();
      return best.isOutOfPatience;
    },
    restore: () => restore?.(),
  };
}

/** Puts parameters back to what they were when the snapshot was taken. It can be used any number of times. */
export type Restore = () => void;

/**
 * Copies the parameters of a model, outside tensors, so that nothing has to be freed. PyTorch: a copy of `state_dict()`.
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

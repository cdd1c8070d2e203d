import type { Dataset } from "../data/dataset";
import { assertNotNegative, assertWhole } from "../base/numbers";
import type { Restore } from "./snapshot";
import { train } from "./train";
import type { EpochRecord, TrainOptions } from "./train-options";
import type { Trainable } from "../models/trainable";

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

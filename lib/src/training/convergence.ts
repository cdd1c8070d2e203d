import { assertPositive, assertWhole } from "../base/numbers";
import type { EpochRecord } from "./train-options";

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

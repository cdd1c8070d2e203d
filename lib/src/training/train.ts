import { assertPositive, assertWhole } from "../base/assertions";
import { watchForInterrupt } from "../base/interrupt";
import { progressBar } from "../base/progress-bar";
import type { Random } from "../base/random";
import type { LastBatch } from "../data/batch-order";
import { batches } from "../data/batches";
import type { Dataset } from "../data/dataset";
import { resultOf, type Trainable } from "../models/trainable";
import type { Schedule } from "../optim/schedules";
import type { BatchRecord, EpochRecord } from "./records";
import { type EarlyStopping, keepBest } from "./stopping";

/** How `train` goes about it. */
export interface TrainOptions {
  /** How often to go through the data, a whole number ≥ 1. */
  epochs: number;
  /** B, samples a step, from 1 to n. */
  batchSize: number;
  /** η, above 0, or a schedule of it. */
  learningRate: number | Schedule;
  /**
   * What a schedule's time counts before each step: the epochs gone through, as in 1.5, or the steps made.
   * Default: `epochs`.
   */
  scheduleBy?: "epochs" | "steps";
  /** Puts the samples into a new order for each epoch. Default: the order of the data set. */
  random?: Pick<Random, "permutation">;
  /** What to do with an incomplete last batch. Default: `keep`. */
  lastBatch?: LastBatch;
  /** How many batches to read ahead while one is learnt from, of a data set that is read from a file. Default: 0. */
  ahead?: number;
  /** What to measure after each epoch, by name; shown in the progress bar and kept in the history. */
  metrics?: Record<string, () => number | Promise<number>>;
  /** Called after each batch, as to draw a live chart. */
  onBatch?: (record: BatchRecord) => void;
  /** Called after each epoch. */
  onEpoch?: (record: EpochRecord) => void | Promise<void>;
  /** Asked after each epoch, with the records so far: true ends the training. Default: all epochs are made. */
  until?: (history: readonly EpochRecord[]) => boolean;
  /**
   * Stops when a metric has not become better for some epochs, and in the end puts the best parameters back, also
   * after an error or an interrupt. `bestEpoch` tells from the history which these are. Default: no early stopping.
   */
  earlyStopping?: EarlyStopping;
  /** Goes on after the loss has become infinite or NaN, to show what happens then. Default: false. */
  allowDivergence?: boolean;
  /** Shows a progress bar. Default: true. */
  showProgress?: boolean;
}

/** The loss became infinite or NaN. */
export class DivergenceError extends Error {
  override name = "DivergenceError";
}

/**
 * Trains a model by minibatch stochastic gradient descent. The model is changed in place, so that after an
 * interrupt or an error it holds the parameters reached so far. Keras and scikit-learn: `fit`; PyTorch leaves the loop to
 * its user.
 *
 * @param model what to train
 * @param dataset what to learn from
 * @returns one record per epoch
 * @throws RangeError if an option is out of range, or a schedule's rate is not above 0; DivergenceError if the loss
 *   becomes infinite or NaN; InterruptedError when interrupted
 */
export async function train(
  model: Trainable,
  dataset: Dataset,
  options: TrainOptions,
): Promise<EpochRecord[]> {
  const { epochs, batchSize, random, lastBatch, metrics = {}, onBatch, onEpoch } = options;
  assertWhole("train", "epochs", epochs, 1);
  assertWhole("train", "batchSize", batchSize, 1, dataset.n);
  const rateAt = scheduled(options);
  const best = options.earlyStopping && keepBest(options.earlyStopping, Object.keys(metrics));
  const how = { batchSize, random, lastBatch, ahead: options.ahead, reuseMemory: true };

  const history: EpochRecord[] = [];
  let step = 0;
  const bar =
    options.showProgress === false ? undefined : progressBar("training", epochs, { unit: "epochs" });
  await Promise.resolve();
  // batches() watches too, but not while an epoch is evaluated and drawn.
  const interrupt = watchForInterrupt("train");
  try {
    for (let epoch = 1; epoch <= epochs; epoch++) {
      const batchLosses: number[] = [];
      let sum = 0;
      let right: number | undefined;
      let seen = 0;
      for await (const batch of batches(dataset, how)) {
        const learningRate = rateAt(epoch - 1 + seen / dataset.n, step);
        const { loss, correct } = resultOf(await model.step(batch, learningRate));
        if (!Number.isFinite(loss) && !options.allowDivergence) {
          throw new DivergenceError(
            `train: the loss became ${loss} in epoch ${epoch}, at batch ${batchLosses.length + 1}. ` +
              `The learning rate ${learningRate} is probably too large; try a tenth, from new parameters.`,
          );
        }
        batchLosses.push(loss);
        sum += loss * batch.size;
        seen += batch.size;
        if (correct !== undefined) right = (right ?? 0) + correct;
        const accuracy = correct === undefined ? {} : { accuracy: correct / batch.size };
        // A batch that was filled up has samples of the next epoch, which count there.
        const share = Math.min(seen / dataset.n, 1);
        onBatch?.({ step: ++step, epochs: epoch - 1 + share, loss, ...accuracy, learningRate });
        bar?.update(epoch - 1, `loss ${show(sum / seen)}`);
      }
      const runningAccuracy = right === undefined ? {} : { runningAccuracy: right / seen };
      const measured = await measure(metrics);
      const record = { epoch, runningLoss: sum / seen, ...runningAccuracy, batchLosses, metrics: measured };
      history.push(record);
      bar?.update(epoch, describe(record));
      await onEpoch?.(record);
      const isOutOfPatience = best?.isOutOfPatience(history);
      if (options.until?.(history) || isOutOfPatience) break;
      await interrupt.pause();
    }
  } finally {
    interrupt.end();
    bar?.end();
    best?.restore();
  }
  return history;
}

/** η of each step, from the epochs gone through and the steps made before it. */
function scheduled({ learningRate, scheduleBy = "epochs" }: TrainOptions) {
  if (!["epochs", "steps"].includes(scheduleBy)) {
    throw new RangeError(`train: scheduleBy must be epochs or steps, got ${JSON.stringify(scheduleBy)}.`);
  }
  const rateAt = (epochs: number, steps: number) => {
    const time = scheduleBy === "epochs" ? epochs : steps;
    const rate = typeof learningRate === "number" ? learningRate : learningRate(time);
    const which = typeof learningRate === "number" ? "learningRate" : `learningRate(${time})`;
    assertPositive("train", which, rate);
    return rate;
  };
  // Before anything is trained or shown.
  rateAt(0, 0);
  return rateAt;
}

async function measure(metrics: Required<TrainOptions>["metrics"]): Promise<Record<string, number>> {
  const measured: [name: string, value: number][] = [];
  for (const [name, metric] of Object.entries(metrics)) measured.push([name, await metric()]);
  // Not by assignment, of which a metric called __proto__ would leave no trace.
  return Object.fromEntries(measured);
}

const describe = ({ runningLoss, runningAccuracy, metrics }: EpochRecord) =>
  [["loss", runningLoss] as const, ["accuracy", runningAccuracy] as const, ...Object.entries(metrics)]
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${show(value)}`]))
    .join(", ");

const show = (value: number) => value.toPrecision(3);

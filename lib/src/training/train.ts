import { batches } from "../data/batches";
import type { LastBatch } from "../data/batch-order";
import type { Dataset } from "../data/dataset";
import { watchForInterrupt } from "../data/interrupt";
import { progress } from "../notebook/progress";
import { assertPositive, assertWhole } from "../tensor/numbers";
import type { Random } from "../tensor/random";
import type { Trainable } from "./trainable";

/** How `train` goes about it. */
export interface TrainOptions {
  /** How often to go through the data, a whole number ≥ 1. */
  epochs: number;
  /** B, samples a step, from 1 to n. */
  batchSize: number;
  /** η, above 0. */
  learningRate: number;
  /** Puts the samples into a new order for each epoch. Default: the order of the data set. */
  shuffle?: Random;
  /** What to do with an incomplete last batch. Default: `keep`. */
  lastBatch?: LastBatch;
  /** What to measure after each epoch, by name; shown in the progress bar and kept in the history. */
  metrics?: Record<string, () => number | Promise<number>>;
  /** Called after each batch, as to draw a live chart. */
  onBatch?: (record: BatchRecord) => void;
  /** Called after each epoch. */
  onEpoch?: (record: EpochRecord) => void | Promise<void>;
  /** Goes on after the loss has become infinite or NaN, to show what happens then. Default: false. */
  allowDivergence?: boolean;
  /** Shows a progress bar. Default: true. */
  showProgress?: boolean;
}

/** What one batch came to. */
export interface BatchRecord {
  /** How many batches there have been, over all epochs: 1, 2, … */
  readonly step: number;
  /** How many times the data have been gone through, as in 1.5. */
  readonly epochs: number;
  /** The mean loss of the batch, before its step. */
  readonly loss: number;
}

/** What one epoch came to. */
export interface EpochRecord {
  /** 1, 2, … */
  readonly epoch: number;
  /** The mean loss over the epoch's samples, each taken before the step that learnt from it. */
  readonly runningLoss: number;
  /** The loss of each batch, in order, taken before its step. */
  readonly batchLosses: readonly number[];
  /** What `metrics` measured at the end of the epoch. */
  readonly metrics: Readonly<Record<string, number>>;
}

/** The loss became infinite or NaN. */
export class DivergenceError extends Error {
  override name = "DivergenceError";
}

/**
 * Trains a model by minibatch stochastic gradient descent. The model is changed in place, so that after an
 * interrupt or an error it holds the parameters reached so far.
 *
 * @param model what to train
 * @param dataset what to learn from
 * @returns one record an epoch
 * @throws RangeError if an option is out of range; DivergenceError if the loss becomes infinite or NaN;
 *   InterruptedError when interrupted
 */
export async function train(
  model: Trainable,
  dataset: Dataset,
  options: TrainOptions,
): Promise<EpochRecord[]> {
  const { epochs, batchSize, learningRate, shuffle, lastBatch, metrics = {}, onBatch, onEpoch } = options;
  assertWhole("train", "epochs", epochs, 1);
  assertWhole("train", "batchSize", batchSize, 1, dataset.n);
  assertPositive("train", "learningRate", learningRate);

  const history: EpochRecord[] = [];
  let step = 0;
  const bar = options.showProgress === false ? undefined : progress("training", epochs, { unit: "epochs" });
  await Promise.resolve();
  // batches() watches too, but not while an epoch is evaluated and drawn.
  const interrupt = watchForInterrupt("train");
  try {
    for (let epoch = 1; epoch <= epochs; epoch++) {
      const batchLosses: number[] = [];
      let sum = 0;
      let seen = 0;
      for await (const batch of batches(dataset, { batchSize, shuffle, lastBatch })) {
        const loss = await model.step(batch, learningRate);
        if (!Number.isFinite(loss) && !options.allowDivergence) {
          throw new DivergenceError(
            `train: the loss became ${loss} in epoch ${epoch}, at batch ${batchLosses.length + 1}. ` +
              `The learning rate ${learningRate} is probably too large; try a tenth, from new parameters.`,
          );
        }
        batchLosses.push(loss);
        sum += loss * batch.size;
        seen += batch.size;
        onBatch?.({ step: ++step, epochs: epoch - 1 + seen / dataset.n, loss });
        bar?.update(epoch - 1, `loss ${show(sum / seen)}`);
      }
      const record = { epoch, runningLoss: sum / seen, batchLosses, metrics: await measure(metrics) };
      history.push(record);
      bar?.update(epoch, describe(record));
      await onEpoch?.(record);
      await interrupt.pause();
    }
  } finally {
    interrupt.end();
    bar?.end();
  }
  return history;
}

async function measure(metrics: Required<TrainOptions>["metrics"]): Promise<Record<string, number>> {
  const measured: Record<string, number> = {};
  for (const [name, metric] of Object.entries(metrics)) measured[name] = await metric();
  return measured;
}

const describe = ({ runningLoss, metrics }: EpochRecord) =>
  [["loss", runningLoss] as const, ...Object.entries(metrics)]
    .map(([name, value]) => `${name} ${show(value)}`)
    .join(", ");

const show = (value: number) => value.toPrecision(3);

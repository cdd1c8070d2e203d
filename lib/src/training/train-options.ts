import type { LastBatch } from "../data/batch-order";
import type { Random } from "../base/random";
import type { Schedule } from "./schedules";

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
  shuffle?: Pick<Random, "permutation">;
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
  /** The share of the batch that was classified rightly, before its step; absent where the model counts none. */
  readonly accuracy?: number;
  /** η of its step. */
  readonly learningRate: number;
}

/** What one epoch came to. */
export interface EpochRecord {
  /** 1, 2, … */
  readonly epoch: number;
  /** The mean loss over the epoch's samples, each taken before the step that learnt from it. */
  readonly runningLoss: number;
  /**
   * The share of the epoch's samples that were classified rightly, each before the step that learnt from it;
   * absent where the model counts none.
   */
  readonly runningAccuracy?: number;
  /** The loss of each batch, in order, taken before its step. */
  readonly batchLosses: readonly number[];
  /** What `metrics` measured at the end of the epoch. */
  readonly metrics: Readonly<Record<string, number>>;
}

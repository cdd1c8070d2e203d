/** What one batch came to. */
export interface BatchRecord {
  /** How many batches there have been, over all epochs: 1, 2, … */
  readonly step: number;
  /** How many times the data have been gone through, as in 1.5. */
  readonly epochs: number;
  /** The mean loss of the batch, before its step. */
  readonly loss: number;
  /** The share of the batch that was classified correctly, before its step; absent where the model counts none. */
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
   * The share of the epoch's samples that were classified correctly, each before the step that learnt from it;
   * absent where the model counts none.
   */
  readonly runningAccuracy?: number;
  /** The loss of each batch, in order, taken before its step. */
  readonly batchLosses: readonly number[];
  /** What `metrics` measured at the end of the epoch. */
  readonly metrics: Readonly<Record<string, number>>;
}

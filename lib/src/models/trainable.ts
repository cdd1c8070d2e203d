import type { Batch } from "../data/batches";

/** What a step on one batch came to. */
export interface StepResult {
  /** The mean loss of the batch, before the step. */
  readonly loss: number;
  /** How many samples of the batch were classified rightly, before the step. */
  readonly correct: number;
}

/** What `train` needs of a model. */
export interface Trainable {
  /**
   * One step of minibatch stochastic gradient descent, which changes the parameters in place.
   *
   * @param batch the samples to learn from; its tensors, and what may share memory with them, as a slice, are not to
   *   be kept, since the next batch is written there
   * @param learningRate η
   * @returns the mean loss of the batch, before the step; of a classifier, also how many were right
   */
  step(batch: Batch, learningRate: number): number | StepResult | Promise<number | StepResult>;
}

/** The loss of a step, and the number of right answers where there is one. */
export const resultOf = (result: number | StepResult): { loss: number; correct?: number } =>
  typeof result === "number" ? { loss: result } : result;

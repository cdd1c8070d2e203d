import type { Batch } from "../data/batches";

/** What `train` needs of a model. */
export interface Trainable {
  /**
   * One step of minibatch stochastic gradient descent, which changes the parameters in place.
   *
   * @param batch the samples to learn from
   * @param learningRate η
   * @returns the mean loss of the batch, before the step
   */
  step(batch: Batch, learningRate: number): number | Promise<number>;
}

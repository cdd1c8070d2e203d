import { mean, minIndex, pairs } from "d3-array";
import { batches } from "../data/batches";
import type { Dataset } from "../data/dataset";
import { assertNotNegative, assertPositive, assertWhole } from "../base/assertions";
import type { Random } from "../base/random";
import { resultOf, type Trainable } from "../models/trainable";

/** How `findLearningRate` goes through the learning rates. */
export interface FindLearningRateOptions {
  /** The first learning rate, above 0. Default: 10⁻⁵. */
  from?: number;
  /** The last one, above `from`. Default: 10. */
  to?: number;
  /** How many steps to make, one a learning rate, a whole number ≥ 10. Default: 100. */
  steps?: number;
  /** B, from 1 to n. */
  batchSize: number;
  /** Puts the samples into a new order for each epoch. Default: the order of the data set. */
  random?: Pick<Random, "permutation">;
  /** How many steps before and after a step to take the mean of losses over, ≥ 0. Default: 4. */
  smoothing?: number;
}

/** What came of each learning rate, and which to take. */
export interface LearningRateSweep {
  /** The rates tried, in equal ratios, up to where the loss blew up. */
  readonly learningRates: number[];
  /** The mean loss of the batch before the step with each. */
  readonly losses: number[];
  /** The geometric mean of the losses around each. */
  readonly smoothedLosses: number[];
  /** Where the smoothed loss falls by the largest share a step: a good learning rate. */
  readonly steepest: number;
  /** The largest rate at which the smoothed loss was still below twice its lowest: beyond the edge. */
  readonly largest: number;
  /** Whether the loss blew up. If not, there may be larger rates that do as well: raise `to`. */
  readonly diverged: boolean;
}

/**
 * Looks for a learning rate by a range test: a fresh model makes one step with each of many learning rates,
 * from small to large in equal ratios, until its loss blows up. L. N. Smith, Cyclical Learning Rates for
 * Training Neural Networks, 2017. PyTorch Lightning: `lr_find`.
 *
 * It is one short run, so that `steepest` is good to a factor of about three. `largest` comes late, up to ten
 * times beyond the true edge: a model at its optimum needs some steps too large before its loss shows them.
 *
 * @param makeModel makes the model to try on, which is disposed of afterwards
 * @param dataset what to learn from; gone through as often as the steps need
 * @throws RangeError if an option is out of range or the loss blows up at once;
 *   InterruptedError when interrupted
 */
export async function findLearningRate(
  makeModel: () => Trainable & { dispose?(): unknown },
  dataset: Dataset,
  options: FindLearningRateOptions,
): Promise<LearningRateSweep> {
  const { from = 1e-5, to = 10, steps = 100, batchSize, random, smoothing = 4 } = options;
  const caller = "findLearningRate";
  assertPositive(caller, "from", from);
  assertPositive(caller, "to − from", to - from);
  assertWhole(caller, "steps", steps, 10);
  assertWhole(caller, "batchSize", batchSize, 1, dataset.n);
  assertWhole(caller, "smoothing", smoothing, 0);

  const learningRates: number[] = [];
  const losses: number[] = [];
  let diverged = false;
  const model = makeModel();
  try {
    while (!diverged && losses.length < steps) {
      for await (const batch of batches(dataset, { batchSize, random, reuseMemory: true })) {
        const rate = from * (to / from) ** (losses.length / (steps - 1));
        const { loss } = resultOf(await model.step(batch, rate));
        diverged = hasBlownUp(loss, losses);
        if (diverged) break;
        learningRates.push(rate);
        losses.push(loss);
        if (losses.length === steps) break;
      }
    }
  } finally {
    model.dispose?.();
  }
  if (losses.length < fewest) {
    throw new RangeError(
      `findLearningRate: from must be small enough to begin with, the loss blew up after ${losses.length} steps ` +
        `at a rate of ${from}. Try a thousandth of it, or standardise the features.`,
    );
  }
  return { ...suggest(learningRates, losses, smoothing), diverged };
}

/** How many losses tell what is usual, and are the fewest to suggest anything from. */
const fewest = 5;

/** A loss is far beyond those at the start, whose rates are harmless. A single batch may well be ten times off. */
const hasBlownUp = (loss: number, before: number[]) =>
  !Number.isFinite(loss) ||
  (before.length >= fewest && loss > 100 * Math.max(...before.slice(0, fewest), Number.MIN_VALUE));

function suggest(learningRates: number[], losses: number[], smoothing: number) {
  const smoothedLosses = smoothLosses(losses, smoothing);
  const lowest = Math.min(...smoothedLosses);
  const edge = smoothedLosses.map((loss) => loss <= 2 * lowest).lastIndexOf(true);
  const falls = pairs(smoothedLosses.slice(0, edge + 1), (before, after) => Math.log(after / before));
  return {
    learningRates,
    losses,
    smoothedLosses,
    // A single loss cannot fall: the index is then −1, and the first rate is taken.
    steepest: learningRates[minIndex(falls) + 1],
    largest: learningRates[edge],
  };
}

/**
 * Smooths losses by the geometric mean over each and its neighbours, fewer at the ends. Losses fall over powers
 * of ten, which an arithmetic mean would follow late. A loss of 0 counts as the smallest number there is.
 *
 * @param losses numbers ≥ 0
 * @param neighbours how many to take on either side, a whole number ≥ 0
 * @returns as many numbers
 * @throws RangeError if a loss is negative or not finite, or `neighbours` is not a whole number ≥ 0
 */
export function smoothLosses(losses: readonly number[], neighbours: number): number[] {
  assertWhole("smoothLosses", "neighbours", neighbours, 0);
  losses.forEach((loss, i) => assertNotNegative("smoothLosses", `loss ${i}`, loss));
  const logarithms = losses.map((loss) => Math.log(Math.max(loss, Number.MIN_VALUE)));
  return losses.map((_, i) => {
    // As many on either side, so that at the ends the mean is not of one side alone.
    const reach = Math.min(neighbours, i, losses.length - 1 - i);
    const around = logarithms.slice(i - reach, i + reach + 1);
    return Math.exp(mean(around) as number);
  });
}

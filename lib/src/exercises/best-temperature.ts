import { random, type Random } from "../base/random";
import { mean, normals, softmaxOf, sum } from "./arithmetic";
import { improveExercise } from "./improve-exercise";

/** Finds the temperature that suits a model's logits, [n, q], by the true classes of the samples. */
export type FindTemperature = (logits: number[][], labels: number[]) => number;

interface Samples {
  logits: number[][];
  labels: number[];
}

/** Labels drawn with the probabilities of logits, and these logits made `factor` times as sure. */
function samples(rng: Random, factor: number): Samples {
  const logits = Array.from({ length: 400 }, () => normals(rng, 4).map((value) => 1.5 * value));
  const labels = logits.map((row) => {
    let left = rng.uniform();
    const place = softmaxOf(row).findIndex((p) => (left -= p) < 0);
    return place < 0 ? row.length - 1 : place;
  });
  return { logits: logits.map((row) => row.map((o) => factor * o)), labels };
}

function meanLoss(logits: number[][], labels: number[], temperature: number): number {
  return mean(
    logits.map((row, i) => {
      const largest = Math.max(...row);
      const exponentials = row.map((o) => Math.exp((o - largest) / temperature));
      return Math.log(sum(exponentials)) + (largest - row[labels[i]]) / temperature;
    }),
  );
}

/** The loss has one valley over the temperature: from both sides a third is cut off, in logarithms. */
function temperatureOfLeastLoss(logits: number[][], labels: number[]): number {
  let [low, high] = [Math.log(0.05), Math.log(20)];
  for (let cut = 0; cut < 25; cut++) {
    const [first, second] = [(2 * low + high) / 3, (low + 2 * high) / 3];
    if (meanLoss(logits, labels, Math.exp(first)) < meanLoss(logits, labels, Math.exp(second))) high = second;
    else low = first;
  }
  return Math.exp((low + high) / 2);
}

/** By how much the mean loss exceeds the least one, at worst, on models that are too sure or too modest. */
function largestExcess(find: FindTemperature): number {
  const rng = random(31);
  const excesses = [3, 0.4, 1.7].map((factor) => {
    const { logits, labels } = samples(rng, factor);
    const found = find(
      logits.map((row) => [...row]),
      [...labels],
    );
    if (!(found > 0 && Number.isFinite(found)))
      throw new RangeError(`a temperature above 0 is wanted, got ${String(found)}`);
    return meanLoss(logits, labels, found) - meanLoss(logits, labels, temperatureOfLeastLoss(logits, labels));
  });
  return Math.max(0, ...excesses);
}

const probe = samples(random(32), 2.5);
const foundInProbe = (find: FindTemperature) => find(probe.logits, probe.labels);

/** Exercise 2.1/9: a temperature that makes a model's probabilities as sure as they should be. */
export const bestTemperature = improveExercise<FindTemperature>({
  title: "As sure as it should be",
  level: 3,
  kind: "improve",
  unit: "largest excess of the mean cross-entropy over the least one, in nats",
  measure: largestExcess,
  goodEnough: (excess) => excess <= 0.002,
  solution: temperatureOfLeastLoss,
  mistakes: [
    {
      name: "left as it is",
      answer: () => 1,
      made: (find) => foundInProbe(find) === 1,
      hint: "T = 1 leaves the probabilities as they are. These models are too sure or too modest.",
    },
    {
      name: "inverse",
      answer: (logits, labels) => 1 / temperatureOfLeastLoss(logits, labels),
      made: (find) =>
        Math.abs(foundInProbe(find) * temperatureOfLeastLoss(probe.logits, probe.labels) - 1) < 0.1,
      hint: "The model that is too sure becomes surer still. Logits are divided by T.",
    },
    {
      name: "the most accurate",
      answer: () => 0.05,
      made: (find, excess) => excess > 0.5 && foundInProbe(find) < 0.5,
      hint: "So low a temperature makes every answer a certain one. Did you compare accuracies? They are the same at all temperatures; the cross-entropy is not.",
    },
  ],
  hint: "Try many temperatures, from well below 1 to well above, in steps of a few per cent, and keep the one with the least mean cross-entropy.",
  shows:
    "One number, fitted on data that were kept apart, makes probabilities honest and leaves every answer as it was.",
});

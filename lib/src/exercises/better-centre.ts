import { random } from "../base/random";
import { mean, sum } from "./arithmetic";
import { improveExercise } from "./improve-exercise";

/** Finds the centre that labels are scattered around. */
export type Centre = (labels: number[]) => number;

const median: Centre = (labels) => [...labels].sort((a, b) => a - b)[labels.length >> 1];

/** The median distance from the median. */
const spread: Centre = (labels) => {
  const middle = median(labels);
  return median(labels.map((y) => Math.abs(y - middle)));
};

/** The constant with the smallest Huber loss, found by halving an interval. */
function huberCentre(labels: number[], delta: number): number {
  let [low, high] = [Math.min(...labels), Math.max(...labels)];
  for (let halving = 0; halving < 40; halving++) {
    const c = (low + high) / 2;
    if (sum(labels.map((y) => Math.max(-delta, Math.min(delta, c - y)))) > 0) high = c;
    else low = c;
  }
  return low;
}

/** The root mean squared distance from the truth, in standard deviations of the good labels. */
function distanceOf(centre: Centre): number {
  const rng = random(77);
  const repeats = 400;
  let squares = 0;
  for (let repeat = 0; repeat < repeats; repeat++) {
    const sigma = 10 ** rng.uniform(-2, 2);
    const truth = 10 * sigma * rng.normal();
    const labels = Array.from(
      { length: 41 },
      () => truth + (rng.uniform() < 0.1 ? 10 : 1) * sigma * rng.normal(),
    );
    squares += ((centre(labels) - truth) / sigma) ** 2;
  }
  return Math.sqrt(squares / repeats);
}

const probe = [-1, 0.3, 1, 2, 40];
const probed = (centre: Centre, scale: number) => centre(probe.map((y) => scale * y)) / scale;

/** Exercise 2.2/7: a centre that is better than mean and median where a tenth of the labels are outliers. */
export const betterCentre = improveExercise<Centre>({
  title: "Better than mean and median",
  level: 3,
  kind: "improve",
  unit: "root mean squared distance, in standard deviations of the good labels",
  measure: distanceOf,
  goodEnough: (distance) => distance <= 0.2,
  solution: (labels) => huberCentre(labels, 1.5 * spread(labels)),
  mistakes: [
    {
      name: "mean",
      answer: mean,
      made: (centre) => Math.abs(probed(centre, 1) - mean(probe)) < 1e-6,
      hint: "The mean listens to every outlier with its full distance.",
    },
    {
      name: "median",
      answer: median,
      made: (centre) => Math.abs(probed(centre, 1) - 1) < 1e-6 && Math.abs(probed(centre, 10) - 1) < 1e-6,
      hint: "The median is safe from outliers, and pays for it: of the good labels it uses little more than their order. Something between mean and median does better.",
    },
    {
      name: "δ in fixed units",
      answer: (labels) => huberCentre(labels, 1),
      made: (centre) => Math.abs(probed(centre, 100) - probed(centre, 0.01)) > 1e-3,
      hint: "In other units your centre is another one: on some of the trials δ is far too small or far too large. Take δ from the labels themselves.",
    },
    {
      name: "scale that outliers blow up",
      answer: (labels) => {
        const middle = mean(labels);
        return huberCentre(labels, Math.sqrt(mean(labels.map((y) => (y - middle) ** 2))));
      },
      made: (_, distance) => distance > 0.23 && distance < 0.4,
      hint: "Nearer than the mean. If you take δ from the standard deviation: the outliers have enlarged that as well. A measure of spread that ignores them is wanted.",
    },
  ],
  hint: "Huber's centre, with δ about as large as a good label's distance. Measure that distance by something which outliers do not move, as the median of |y − median|.",
  shows: "Robust twice over: the centre, and the scale that says what an outlier is.",
});

import { random } from "linear-networks";
import { mean, normals, sum } from "../arithmetic";
import { choiceExercise } from "../choice-exercise";
import { functionExercise } from "../function-exercise";
import { improveExercise } from "../improve-exercise";
import { numberExercise } from "../number-exercise";

/** A loss and its gradient for each sample. */
export interface LossAndGradient {
  loss: number[];
  gradient: number[];
}

/** A loss with one slope below the label and another above it; `turn` −1 makes the gradient by the label. */
const twoSlopes = (errors: number[], below: number, above: number, turn = 1): LossAndGradient => ({
  loss: errors.map((e) => (e < 0 ? -below * e : above * e)),
  gradient: errors.map((e) => turn * (e < 0 ? -below : above)),
});

const gaussianSurprise = (errors: number[], sigma: number, divisor: number) =>
  sum(errors.map((e) => e ** 2 / (2 * sigma ** 2) + Math.log(divisor)));
const z = Math.sqrt(2 * Math.PI);

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

/** The exercises of notebook 2-2-loss-functions. */
export const exercises = {
  "2.2/1": numberExercise({
    title: "One step under Huber's loss",
    level: 1,
    kind: "predict",
    solution: -4 + 0.2 * 1.5,
    within: 0.005,
    mistakes: [
      {
        name: "squared loss",
        answer: -4 + 0.2 * 4,
        hint: "That is the step of the squared loss, whose gradient is the error. Is the error still within δ?",
      },
      {
        name: "absolute loss",
        answer: -4 + 0.2,
        hint: "That is the step of the absolute loss, whose gradient has the size 1. What is the slope of Huber's straight part?",
      },
      {
        name: "wrong sign",
        answer: -4 - 0.2 * 1.5,
        hint: "Your step has the right length, but it leads away from the label. The gradient is negative here, and a step goes against it.",
      },
      {
        name: "loss for gradient",
        answer: -4 + 0.2 * (1.5 * 4 - 1.5 ** 2 / 2),
        hint: "You multiplied the learning rate by the loss. The length of a step is η times the gradient.",
      },
    ],
    hint: "First the gradient: is the prediction within δ of the label? Then the step, ŷ − η · gradient.",
    shows: "Far from the label every step has the length ηδ, whatever the error.",
  }),

  "2.2/2": functionExercise<[prices: number[]], number>({
    title: "The best price by its logarithm",
    level: 1,
    kind: "write",
    inputs: (rng) => [normals(rng, 7).map((value) => 400 * Math.exp(value))],
    solution: (prices) => Math.exp(mean(prices.map(Math.log))),
    mistakes: [
      {
        name: "mean of the prices",
        answer: mean,
        hint: "That minimises the squares of price differences. Here the differences of the logarithms are squared.",
      },
      {
        name: "not taken back",
        answer: (prices) => mean(prices.map(Math.log)),
        hint: "That is the best constant for the logarithms. The answer should be a price: undo the logarithm.",
      },
      {
        name: "median",
        answer: (prices) => [...prices].sort((a, b) => a - b)[prices.length >> 1],
        hint: "The median belongs to absolute errors, with or without the logarithm.",
      },
      {
        name: "decimal and natural logarithm mixed",
        answer: (prices) => Math.exp(mean(prices.map(Math.log10))),
        hint: "You took one kind of logarithm and undid another. exp undoes Math.log.",
      },
    ],
    hint: "Call log c the unknown: it is a constant fitted to the log prices under squared loss.",
    shows:
      "Squares of logarithms look for the geometric mean: half the price and twice the price count as equally wrong.",
  }),

  "2.2/3": functionExercise<[errors: number[], tau: number], LossAndGradient>({
    title: "Too few costs more than too many",
    level: 2,
    kind: "write",
    inputs: (rng) => [normals(rng, 8), 0.6 + 0.35 * rng.uniform()],
    solution: (errors, tau) => twoSlopes(errors, tau, 1 - tau),
    mistakes: [
      {
        name: "sides exchanged",
        answer: (errors, tau) => twoSlopes(errors, 1 - tau, tau),
        hint: "The sides are exchanged: e = ŷ − y is negative when too few were ordered, and then each missing pair costs τ.",
      },
      {
        name: "negative loss",
        answer: (errors, tau) => ({
          loss: errors.map((e) => (e < 0 ? tau * e : (1 - tau) * e)),
          gradient: errors.map((e) => (e < 0 ? tau : 1 - tau)),
        }),
        hint: "Some of your losses are negative, as if a shortage earned money. Where e < 0 the loss must fall while e grows.",
      },
      {
        name: "gradient by the label",
        answer: (errors, tau) => twoSlopes(errors, tau, 1 - tau, -1),
        hint: "The losses are right. The gradients have the wrong sign: where too few were ordered, one more lowers the loss.",
      },
      {
        name: "both sides alike",
        answer: (errors, tau) => twoSlopes(errors, tau, tau),
        hint: "Both sides have the slope τ: that is the absolute loss times τ. A surplus pair costs 1 − τ.",
      },
    ],
    hint: "Two straight lines that meet at 0: to the left with the slope −τ, to the right with the slope 1 − τ.",
    shows:
      "This is the quantile loss. Its best constant has a share τ of the labels below it; τ = ½ gives the median.",
  }),

  "2.2/4": functionExercise<[errors: number[], sigma: number], number>({
    title: "Infinitely unlikely",
    level: 2,
    kind: "find the bug",
    inputs: (rng) => {
      const sigma = 1.5 + rng.uniform();
      return [normals(rng, 2000).map((value) => sigma * value), sigma];
    },
    solution: (errors, sigma) => gaussianSurprise(errors, sigma, sigma * z),
    mistakes: [
      {
        name: "as given",
        answer: (errors, sigma) =>
          -Math.log(
            errors.reduce((all, e) => (all * Math.exp(-(e ** 2) / (2 * sigma ** 2))) / (sigma * z), 1),
          ),
        hint: "Still infinite. Print the product after 100, 500 and 2000 errors: what becomes of it, and what is its logarithm?",
      },
      {
        name: "normalisation left out",
        answer: (errors, sigma) => gaussianSurprise(errors, sigma, 1),
        hint: "It is finite now. But the density's factor in front of the exponential has a logarithm too, once for each error.",
      },
      {
        name: "σ left out of the normalisation",
        answer: (errors, sigma) => gaussianSurprise(errors, sigma, z),
        hint: "This is right for σ = 1 only: the factor in front of the exponential contains σ.",
      },
      {
        name: "mean",
        answer: (errors, sigma) => gaussianSurprise(errors, sigma, sigma * z) / errors.length,
        hint: "That is the mean over the errors. The logarithm of a product is a sum.",
      },
    ],
    hint: "Take the logarithm of each factor before anything is multiplied.",
    shows:
      "A likelihood of many samples is too small for any number format; its logarithm is an ordinary number.",
  }),

  "2.2/5": functionExercise<[outputs: number[], counts: number[]], LossAndGradient>({
    title: "When the label is a count",
    level: 3,
    kind: "derive",
    inputs: (rng) => [normals(rng, 6), Array.from({ length: 6 }, () => rng.integer(6))],
    solution: (outputs, counts) => ({
      loss: outputs.map((o, i) => Math.exp(o) - counts[i] * o),
      gradient: outputs.map((o, i) => Math.exp(o) - counts[i]),
    }),
    mistakes: [
      {
        name: "gradient by the rate",
        answer: (outputs, counts) => ({
          loss: outputs.map((o, i) => Math.exp(o) - counts[i] * o),
          gradient: outputs.map((o, i) => 1 - counts[i] / Math.exp(o)),
        }),
        hint: "The losses are right. Your gradient is with respect to the rate λ. For the gradient with respect to the output o, the factor dλ/do is missing.",
      },
      {
        name: "wrong sign",
        answer: (outputs, counts) => ({
          loss: outputs.map((o, i) => counts[i] * o - Math.exp(o)),
          gradient: outputs.map((o, i) => counts[i] - Math.exp(o)),
        }),
        hint: "That is the log-likelihood, which is to be made large. A loss is its negative.",
      },
      {
        name: "output taken for the rate",
        answer: (outputs, counts) => ({
          loss: outputs.map((o, i) => o - counts[i] * Math.log(o)),
          gradient: outputs.map((o, i) => 1 - counts[i] / o),
        }),
        hint: "You took the output itself for the rate. A rate is positive, an output need not be: λ = exp(o).",
      },
      {
        name: "squared loss",
        answer: (outputs, counts) => ({
          loss: outputs.map((o, i) => (Math.exp(o) - counts[i]) ** 2 / 2),
          gradient: outputs.map((o, i) => (Math.exp(o) - counts[i]) * Math.exp(o)),
        }),
        hint: "That is the squared loss of the rate. Take −log of Poisson's probability.",
      },
    ],
    hint: "−log of λᵏ e^(−λ) / k! is λ − k log λ + log k!. Put λ = exp(o), leave the last term out, and differentiate with respect to o.",
    shows:
      "The gradient is prediction minus label once more, as with squares and with the cross-entropy: exp goes with counts as softmax goes with classes.",
  }),

  "2.2/6": choiceExercise({
    title: "What losses do",
    level: 2,
    kind: "choose",
    statements: {
      a: "If δ is larger than every error, Huber's loss is the squared loss with its factor ½.",
      b: "Huber's loss protects a fit from a typing error in a feature as well as from one in a label.",
      c: "Multiplying the loss by 3 moves the parameters at which it is smallest.",
      d: "Of two losses, the one that grows more slowly far out stands for noise with heavier tails.",
      e: "On a single sample and with a constant η, descent on the absolute loss comes to rest once it is nearer to the label than η.",
      f: "Where the noise is symmetric around zero, mean and median of the labels aim at the same number.",
    },
    solution: ["a", "d", "f"],
    hints: {
      a: "Look at the definition of Huber's loss: which of its two cases applies then?",
      b: "The gradient of a sample is clip(e) · x. Which of its two factors is bounded by the loss?",
      c: "Compare the gradients of ℓ and 3ℓ. Where is each of them zero?",
      d: "The density is e^−ℓ, divided by a number. Where ℓ is smaller, what is the density?",
      e: "How long is the step when the distance is η/2, and where does it lead?",
      f: "If a density is the same on both sides of a point, where is its mean, and where does it have half of its mass on either side?",
    },
    shows: "A loss is a statement about the sizes of errors. It says nothing about the values of features.",
  }),

  "2.2/7": improveExercise<Centre>({
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
        hint: "Every outlier pulls on the mean in proportion to its distance. A good estimate limits that pull.",
      },
      {
        name: "median",
        answer: median,
        made: (centre) => Math.abs(probed(centre, 1) - 1) < 1e-6 && Math.abs(probed(centre, 10) - 1) < 1e-6,
        hint: "The median is safe from outliers, but it uses little more of the good labels than their order. Something between mean and median does better.",
      },
      {
        name: "δ in fixed units",
        answer: (labels) => huberCentre(labels, 1),
        made: (centre) => Math.abs(probed(centre, 100) - probed(centre, 0.01)) > 1e-3,
        hint: "Your centre depends on the units: in some of the trials δ is far too small or far too large. Derive δ from the labels themselves.",
      },
      {
        name: "scale that outliers blow up",
        answer: (labels) => {
          const middle = mean(labels);
          return huberCentre(labels, Math.sqrt(mean(labels.map((y) => (y - middle) ** 2))));
        },
        made: (_, distance) => distance > 0.23 && distance < 0.4,
        hint: "This is closer than the mean. If you took δ from the standard deviation, the outliers have enlarged that as well. Use a measure of spread that ignores them.",
      },
    ],
    hint: "Huber's centre, with δ about as large as a good label's distance. Measure that distance by something that outliers do not move, such as the median of |y − median|.",
    shows: "This is robust twice over: in the centre, and in the scale that says what an outlier is.",
  }),
};

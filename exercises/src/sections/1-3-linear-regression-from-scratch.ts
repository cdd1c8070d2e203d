import { data, models, random, tf } from "linear-networks";
import { dot, mean, normalRows, normals, sum } from "../arithmetic";
import { choiceExercise } from "../choice-exercise";
import { functionExercise } from "../function-exercise";
import { improveExercise } from "../improve-exercise";
import { numberExercise } from "../number-exercise";

/** A gradient by w and by b. */
export interface Gradient {
  w: number[];
  b: number;
}

const errorsOf = (X: number[][], y: number[], w: number[], b: number) =>
  X.map((row, i) => dot(row, w) + b - y[i]);

const gradientOf = (X: number[][], errors: number[], scaleW: number, scaleB: number): Gradient => ({
  w: X[0].map((_, j) => scaleW * sum(X.map((row, i) => row[j] * errors[i]))),
  b: scaleB * sum(errors),
});

/** c₁ in W µm⁴ / (m² sr) and c₂ in µm K, of Planck's law for wavelengths in µm. */
const planck = { c1: 1.191043e8, c2: 14387.77 };
const radiance = (wavelength: number, temperature: number) =>
  planck.c1 / wavelength ** 5 / Math.expm1(planck.c2 / (wavelength * temperature));
const inverted = (wavelengths: number[], radiances: number[], logarithm: (ratio: number) => number) =>
  mean(wavelengths.map((l, i) => planck.c2 / (l * logarithm(planck.c1 / (l ** 5 * radiances[i])))));

/** The largest error of a parameter after one epoch over the notebook's data. */
function largestErrorAfterOneEpoch({ learningRate, batchSize }: HowToTrain): number {
  const { X, y } = data.syntheticRegression({ n: 1000, random: random(42) });
  const dataset = data.memoryDataset(X, y);
  const model = models.linearRegressionOnArrays({ d: 2 });
  for (const indices of data.batchOrder(1000, { batchSize, random: random(1) })) {
    const samples = dataset.read(indices) as { X: Float32Array; y: Float32Array };
    model.stepOn(samples.X, samples.y, learningRate);
  }
  const { w, b } = model.parameters();
  return Math.max(Math.abs(w[0] - 2), Math.abs(w[1] + 3.4), Math.abs(b - 4.2));
}

/** What exercise 1.3/7 asks for. */
export interface HowToTrain {
  /** η, above 0. */
  learningRate: number;
  /** B, from 1 to 1000. */
  batchSize: number;
}

/** ½e² for negative errors, three times that for positive ones. */
const buyersLoss = (e: tf.Tensor) => tf.where(e.greater(0), e.mul(3), e).mul(e).div(2);

/** The exercises of notebook 1-3-linear-regression-from-scratch. */
export const exercises = {
  "1.3/1": functionExercise<[yHat: tf.Tensor1D, y: tf.Tensor1D], tf.Tensor>({
    title: "A loss of your own",
    level: 1,
    kind: "write",
    inputs: (rng) => [tf.tensor1d(rng.normals(5)), tf.tensor1d(rng.normals(5))],
    solution: (yHat, y) => buyersLoss(yHat.sub(y)),
    mistakes: [
      {
        name: "missing ½",
        answer: (yHat, y) => buyersLoss(yHat.sub(y)).mul(2),
        hint: "Every loss is twice as large as wanted: the square has a factor of ½.",
      },
      {
        name: "mean",
        answer: (yHat, y) => buyersLoss(yHat.sub(y)).mean(),
        hint: "That is the mean over the samples. The loop needs the loss of each sample and sums by itself.",
      },
      {
        name: "too little counts three times",
        answer: (yHat, y) => buyersLoss(y.sub(yHat)),
        hint: "Your loss is three times as large where the prediction is too low. It should be so where it is too high.",
      },
      {
        name: "symmetric",
        answer: (yHat, y) => yHat.sub(y).square().div(2),
        hint: "That is the squared loss. Where the prediction is too high, the loss is three times as large.",
      },
    ],
    hint: "tf.where(condition, a, b) takes elements from a where the condition holds, and from b elsewhere.",
    shows: "A loss is a choice: it says which errors are expensive. The training loop stays the same.",
  }),

  "1.3/2": functionExercise<[yHat: tf.Tensor2D, y: tf.Tensor1D], number>({
    title: "A column and a vector",
    level: 2,
    kind: "find the bug",
    inputs: (rng) => [tf.tensor2d(rng.normals(6), [6, 1]), tf.tensor1d(rng.normals(6))],
    solution: (yHat, y) => yHat.flatten().sub(y).square().div(2).mean().dataSync()[0],
    mistakes: [
      {
        name: "as given",
        answer: (yHat, y) => yHat.sub(y).square().div(2).mean().dataSync()[0],
        hint: "Print the shape of yHat.sub(y). Broadcasting has compared every prediction with every label.",
      },
      {
        name: "missing ½",
        answer: (yHat, y) => yHat.flatten().sub(y).square().mean().dataSync()[0],
        hint: "The shapes fit now. The loss is half the square.",
      },
      {
        name: "sum",
        answer: (yHat, y) => yHat.flatten().sub(y).square().div(2).sum().dataSync()[0],
        hint: "The shapes fit now. The question is for the mean.",
      },
    ],
    hint: "Bring both to the shape [n] before you subtract.",
    shows:
      "[n, 1] against [n] is no error to a framework; it is n² differences. The library's functions refuse it.",
  }),

  "1.3/3": functionExercise<[X: number[][], y: number[], w: number[], b: number], Gradient>({
    title: "The gradient of a minibatch",
    level: 2,
    kind: "derive",
    inputs: (rng) => {
      const size = 3 + rng.integer(4);
      return [normalRows(rng, size, 2), normals(rng, size), normals(rng, 2), rng.normal()];
    },
    solution: (X, y, w, b) => gradientOf(X, errorsOf(X, y, w, b), 1 / X.length, 1 / X.length),
    mistakes: [
      {
        name: "sum for mean",
        answer: (X, y, w, b) => gradientOf(X, errorsOf(X, y, w, b), 1, 1),
        hint: "That is the gradient of the summed loss. The mean divides by the size of the batch.",
      },
      {
        name: "bias not averaged",
        answer: (X, y, w, b) => gradientOf(X, errorsOf(X, y, w, b), 1 / X.length, 1),
        hint: "The weights are right. The bias's component is a mean over the batch too.",
      },
      {
        name: "y − ŷ",
        answer: (X, y, w, b) => gradientOf(X, errorsOf(X, y, w, b), -1 / X.length, -1 / X.length),
        hint: "All signs are turned: the derivative of ½(ŷ − y)² by ŷ is ŷ − y.",
      },
      {
        name: "bias forgotten in the prediction",
        answer: (X, y, w) => gradientOf(X, errorsOf(X, y, w, 0), 1 / X.length, 1 / X.length),
        hint: "The errors are those of a model without bias. The prediction is ⟨w, x⟩ + b.",
      },
    ],
    hint: "With the errors eᵢ = ⟨w, xᵢ⟩ + b − yᵢ: by wⱼ the mean of eᵢ xᵢⱼ, by b the mean of eᵢ.",
    shows: "The bias is a weight whose feature is always 1: its gradient is the mean error.",
  }),

  "1.3/4": functionExercise<[currents: number[], voltages: number[]], number>({
    title: "A resistor from measurements",
    level: 1,
    kind: "write",
    inputs: (rng) => {
      const resistance = 5 + 10 * rng.uniform();
      const currents = normals(rng, 8).map((value) => 1 + Math.abs(value));
      return [currents, currents.map((current) => resistance * current + 0.5 * rng.normal())];
    },
    solution: (currents, voltages) => dot(currents, voltages) / dot(currents, currents),
    mistakes: [
      {
        name: "mean of ratios",
        answer: (currents, voltages) => mean(voltages.map((voltage, i) => voltage / currents[i])),
        hint: "You average the resistances of single measurements. There a small current, whose ratio is the least certain, counts as much as a large one.",
      },
      {
        name: "ratio of means",
        answer: (currents, voltages) => sum(voltages) / sum(currents),
        hint: "That is the line through the origin and the point of means. It does not have the smallest sum of squares.",
      },
      {
        name: "conductance",
        answer: (currents, voltages) => dot(currents, voltages) / dot(voltages, voltages),
        hint: "That predicts currents from voltages: a conductance. R multiplies the current.",
      },
    ],
    hint: "Set the derivative of Σ ½(R Iᵢ − Uᵢ)² by R to zero.",
    shows: "A linear model with one weight and no bias: the closed form is one division.",
  }),

  "1.3/5": numberExercise({
    title: "The first step from zero",
    level: 1,
    kind: "predict",
    solution: 0.03 * 4.5,
    within: 0.0005,
    mistakes: [
      {
        name: "summed",
        answer: 0.03 * 4.5 * 10,
        hint: "That is the step of a summed loss. The gradient is a mean over the ten samples.",
      },
      {
        name: "wrong sign",
        answer: -0.03 * 4.5,
        hint: "All predictions are 0, and the labels are on average above it. In which direction must the bias go?",
      },
      {
        name: "all the way",
        answer: 4.5,
        hint: "That is where the bias should end, if the features did not matter. A step goes only part of the way.",
      },
    ],
    hint: "With all parameters 0 the error of a sample is 0 − y. Take the mean, and one step of SGD.",
    shows:
      "From zero the first step of the bias is η times the mean label: a linear model has no trouble starting there.",
  }),

  "1.3/6": choiceExercise({
    title: "Start and order",
    level: 2,
    kind: "choose",
    statements: {
      a: "Started with all parameters at zero, linear regression reaches the same minimum as from small random weights.",
      b: "Started with all weights at zero, a network with a hidden layer of tanh units learns as well as from small random weights.",
      c: "If the file is sorted by label, going through it in its order makes the batches of an epoch unlike one another.",
      d: "Drawing B random indices for each batch independently visits every sample exactly once an epoch.",
      e: "If the order is shuffled once and then kept, each epoch still goes through every sample once.",
    },
    solution: ["a", "c", "e"],
    hints: {
      a: "How many minima has the loss of a linear regression, and does the gradient at zero vanish?",
      b: "If all weights are zero, what is the output of each hidden unit, and what gradient do the weights behind it get?",
      c: "Imagine the house sales sorted by price: what would the first batch hold, and what the last?",
      d: "Some index may be drawn twice. Count how many of n samples are missed by n independent draws.",
      e: "A permutation holds each index once, whichever it is.",
    },
    shows: "A convex loss forgives the start; the order of the samples matters to every model.",
  }),

  "1.3/7": improveExercise<HowToTrain>({
    title: "In a single epoch",
    level: 3,
    kind: "improve",
    unit: "largest error of a parameter after one epoch",
    measure: largestErrorAfterOneEpoch,
    goodEnough: (error) => error <= 0.002,
    solution: { learningRate: 0.1, batchSize: 10 },
    mistakes: [
      {
        name: "the notebook's",
        answer: { learningRate: 0.03, batchSize: 10 },
        made: ({ learningRate, batchSize }, error) =>
          learningRate <= 0.05 && batchSize <= 10 && error > 0.002,
        hint: "A hundred steps of this length are not enough: each takes away a share η of the error. Which share must be taken for the error to shrink from 4 to 0.002?",
      },
      {
        name: "too few steps",
        answer: { learningRate: 0.1, batchSize: 100 },
        made: ({ batchSize }, error) => batchSize >= 50 && Number.isFinite(error),
        hint: "With batches this large an epoch has few steps. Count them.",
      },
      {
        name: "diverging",
        answer: { learningRate: 3, batchSize: 10 },
        made: (_, error) => !(error < 1),
        hint: "The parameters grow with each step: η‖x‖² is above 2 for many samples.",
      },
    ],
    hint: "After s steps about (1 − η)ˢ of the first error is left, and the jitter adds about σ√(η/(2B)) per parameter.",
    shows:
      "Steps and noise pull in opposite directions: enough steps to arrive, small enough ones not to rattle.",
  }),

  "1.3/8": functionExercise<[wavelengths: number[], radiances: number[]], number>({
    title: "How hot is the lamp",
    level: 3,
    kind: "derive",
    within: 1e-3,
    inputs: (rng) => {
      const temperature = 3000 + 4000 * rng.uniform();
      const wavelengths = [0.5, 0.9, 1.6, 3, 10];
      return [wavelengths, wavelengths.map((wavelength) => radiance(wavelength, temperature))];
    },
    solution: (wavelengths, radiances) => inverted(wavelengths, radiances, Math.log1p),
    mistakes: [
      {
        name: "the −1 forgotten",
        answer: (wavelengths, radiances) => inverted(wavelengths, radiances, Math.log),
        hint: "Good for short wavelengths, too hot for long ones: the exponential has a −1 beside it, which must go to the other side first.",
      },
      {
        name: "decimal logarithm",
        answer: (wavelengths, radiances) =>
          inverted(wavelengths, radiances, (ratio) => Math.log10(1 + ratio)),
        hint: "The law has e for its base: use the natural logarithm.",
      },
      {
        name: "wavelength forgotten",
        answer: (wavelengths, radiances) =>
          mean(wavelengths.map((l, i) => planck.c2 / Math.log1p(planck.c1 / (l ** 5 * radiances[i])))),
        hint: "The exponent is c₂/(λT). After the logarithm a λ is still beside the T.",
      },
    ],
    hint: "Solve B = c₁ λ⁻⁵ / (exp(c₂/(λT)) − 1) for T, wavelength by wavelength, and take the mean.",
    shows:
      "Where a law can be solved for its parameter, one measurement is enough. With noise in it, one would descend on the squared error instead.",
  }),
};

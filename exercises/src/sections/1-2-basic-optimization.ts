import { data, models, optim } from "linear-networks";
import { normals } from "../arithmetic";
import { choiceExercise } from "../choice-exercise";
import { functionExercise } from "../function-exercise";
import { improveExercise } from "../improve-exercise";
import { once } from "../needed";
import { numberExercise } from "../number-exercise";

/** XᵀX / n for rows of two features. */
const hessianOf = (X: number[][]) => {
  const entry = (j: number, k: number) => X.reduce((sum, row) => sum + row[j] * row[k], 0) / X.length;
  return [
    [entry(0, 0), entry(0, 1)],
    [entry(0, 1), entry(1, 1)],
  ];
};

/** Forty steps on the house sales, three features and the price standardised; the loss above the least there is. */
const houseDescent = once(async () => {
  const sales = await data.houses();
  const { X } = data.standardize(sales.map((s) => [s.bedrooms, s.bathrooms, s.livingArea]));
  const y = data.standardize(sales.map((s) => [s.price])).X.map(([price]) => price);
  const loss = models.leastSquaresLoss(X, y, { bias: false });
  const least = loss.value(models.fitLeastSquares(X, y).w);
  return (learningRate: number) => {
    const path = optim.descend({ gradient: loss.gradient, start: [0, 0, 0], learningRate, steps: 40 });
    return loss.value(path[40]) - least;
  };
});

/** The exercises of notebook 1-2-basic-optimization. */
export const exercises = {
  "1.2/1": functionExercise<[w: number[], gradient: number[], learningRate: number], number[]>({
    title: "One step",
    level: 1,
    kind: "write",
    inputs: (rng) => [normals(rng, 3), normals(rng, 3), 0.05 + rng.uniform()],
    solution: (w, gradient, learningRate) => w.map((value, j) => value - learningRate * gradient[j]),
    mistakes: [
      {
        name: "uphill",
        answer: (w, gradient, learningRate) => w.map((value, j) => value + learningRate * gradient[j]),
        hint: "This step climbs: the gradient points to where the loss grows.",
      },
      {
        name: "steps of length η",
        answer: (w, gradient, learningRate) => {
          const length = Math.hypot(...gradient);
          return w.map((value, j) => value - (learningRate * gradient[j]) / length);
        },
        hint: "Your step is exactly η long. In gradient descent its length is η‖∇‖: it shrinks by itself near the minimum.",
      },
      {
        name: "step without the start",
        answer: (_, gradient, learningRate) => gradient.map((value) => -learningRate * value),
        hint: "That is the step alone. The new parameters are the old ones plus the step.",
      },
    ],
    hint: "Treat each parameter separately: subtract η times its component of the gradient from the old value.",
    shows: "The whole algorithm is one line; everything else is about which gradient and which η.",
  }),

  "1.2/2": numberExercise({
    title: "Two steps by hand",
    level: 1,
    kind: "predict",
    solution: 3 - 3 * (1 - 0.3 * 4) ** 2,
    within: 0.005,
    mistakes: [
      {
        name: "one step",
        answer: 3 - 3 * (1 - 0.3 * 4),
        hint: "That is where the first step leads. Note on which side of the minimum it lands, and take another step from there.",
      },
      {
        name: "curvature left out",
        answer: 3 - 3 * (1 - 0.3) ** 2,
        hint: "You multiplied the distance by 1 − η each time. The gradient of this loss is the distance times the curvature.",
      },
      {
        name: "wrong side",
        answer: 3 + 3 * (1 - 0.3 * 4) ** 2,
        hint: "The distance is right, the side is not. A negative factor changes the side with each step: count the changes.",
      },
    ],
    hint: "With f(w) = ½ · 4 · (w − 3)² the gradient is 4 (w − 3). Write down w₁ first.",
    shows:
      "The distance to the minimum is multiplied by 1 − ηλ in each step; a negative factor overshoots, and still converges.",
  }),

  "1.2/3": functionExercise<[X: number[][]], number>({
    title: "The largest learning rate",
    level: 2,
    kind: "derive",
    inputs: (rng) => [
      Array.from({ length: 6 + rng.integer(5) }, () => normals(rng, 2).map((value, j) => value * (j + 1))),
    ],
    solution: (X) => models.spectrum(hessianOf(X)).threshold,
    mistakes: [
      {
        name: "sum for mean",
        answer: (X) => models.spectrum(hessianOf(X)).threshold / X.length,
        hint: "That is the threshold of the summed loss. The mean loss has the Hessian XᵀX / n.",
      },
      {
        name: "1/λ",
        answer: (X) => models.spectrum(hessianOf(X)).threshold / 2,
        hint: "At that rate the steepest direction is solved in one step. How much larger can η be before |1 − ηλ| reaches 1?",
      },
      {
        name: "smallest eigenvalue",
        answer: (X) => 2 / models.spectrum(hessianOf(X)).eigenvalues[1],
        hint: "The flattest direction tolerates that rate. Which direction diverges first?",
      },
      {
        name: "trace for eigenvalue",
        answer: (X) => 2 / (hessianOf(X)[0][0] + hessianOf(X)[1][1]),
        hint: "You divided by the sum of the eigenvalues, which is the trace. Only the largest one decides.",
      },
    ],
    hint: "Form XᵀX / n, a 2 × 2 matrix. The eigenvalues of [[a, b], [b, c]] are (a + c)/2 ± √(((a − c)/2)² + b²).",
    shows: "Gradient descent on a quadratic converges for η < 2/λ_max, and the data alone decide λ_max.",
  }),

  "1.2/4": numberExercise({
    title: "Reading a sweep",
    level: 2,
    kind: "predict",
    // The curves of the notebook's sweep are lowest at η = 0.0001 · B.
    solution: 30 * 1e-4,
    within: 0.0005,
    mistakes: [
      {
        name: "the rate of the nearest curve",
        answer: 1e-3,
        hint: "That is where the curve of B = 10 is lowest. Batches of 30 have less noise, so they allow a larger rate.",
      },
      {
        name: "the rate of the next larger curve",
        answer: 1e-2,
        hint: "That is where the curve of B = 100 is lowest. Batches of 30 are noisier, so they need a smaller rate.",
      },
      {
        name: "square-root scaling",
        answer: 1e-3 * Math.sqrt(3),
        hint: "You scaled the rate with the square root of the batch size. How far apart are the minima of two neighbouring curves?",
      },
    ],
    hint: "Write down η at the lowest point of each curve, and divide it by B.",
    shows:
      "The best η is proportional to B: four sweeps tell where to look for the fifth. The rule ends at 2/λ_max.",
  }),

  "1.2/5": functionExercise<[f: (w: number) => number, w: number, h: number], number>({
    title: "Curvature without a formula",
    level: 2,
    kind: "derive",
    within: 1e-3,
    inputs: (rng) => {
      const [a, b] = normals(rng, 2);
      return [(w) => a * w ** 3 + b * Math.sin(w), rng.normal(), 1e-3];
    },
    solution: (f, w, h) => (f(w + h) - 2 * f(w) + f(w - h)) / h ** 2,
    mistakes: [
      {
        name: "first derivative",
        answer: (f, w, h) => (f(w + h) - f(w - h)) / (2 * h),
        hint: "That is the slope. Take the difference of two slopes: one measured half a step to the right of w, the other half a step to the left.",
      },
      {
        name: "h for h²",
        answer: (f, w, h) => (f(w + h) - 2 * f(w) + f(w - h)) / h,
        hint: "The differences are right. Each of the two derivatives divides by h once.",
      },
      {
        name: "one f(w)",
        answer: (f, w, h) => (f(w + h) - f(w) + f(w - h)) / h ** 2,
        hint: "For a constant f your result is not 0. How many times must f(w) be subtracted?",
      },
      {
        name: "2h for h",
        answer: (f, w, h) => (f(w + h) - 2 * f(w) + f(w - h)) / (2 * h) ** 2,
        hint: "That is a quarter of the curvature. The slopes are h apart, not 2h: (f(w + h) − f(w))/h and (f(w) − f(w − h))/h.",
      },
    ],
    hint: "Test it on f(w) = w², whose second derivative is 2 everywhere.",
    shows:
      "Three values of a loss give its curvature, and so the largest learning rate that works. In d dimensions it takes about d² values.",
  }),

  "1.2/6": choiceExercise({
    title: "Noise and batches",
    level: 2,
    kind: "choose",
    statements: {
      a: "The gradient of a random minibatch is, on average over the possible batches, the gradient over all samples.",
      b: "A learning rate below 2/λ_max of the full batch is also safe for batches of one sample.",
      c: "Dividing one feature by 1000 can change the condition number of the loss, although no prediction of the best model changes.",
      d: "With ten times the batch size each step is ten times as good, so ten times fewer epochs are needed.",
      e: "Putting the batches into a new order each epoch, but keeping the samples of each together, is the same as shuffling the samples.",
    },
    solution: ["a", "c"],
    hints: {
      a: "Every sample is in a random batch with the same probability. What follows for the mean?",
      b: "Section 3 has a Deeper part on B = 1. What is the largest eigenvalue of the Hessian of a single sample with a large ‖x‖?",
      c: "Compare the features in their own units with the standardised ones. What changed in the loss, and what in the predictions?",
      d: "A batch of 10 B reads ten times the samples per step. In the sweep of section 4, how deep are the curves after the same number of epochs?",
      e: "If similar samples lie side by side in the file, what does each batch consist of, in every epoch?",
    },
    shows:
      "The noise averages out, but the rate must also be safe for the batches that are drawn, and a larger batch costs more per step.",
  }),

  "1.2/7": improveExercise<number, (learningRate: number) => number>({
    title: "A sweep of your own",
    level: 3,
    kind: "improve",
    unit: "loss above the least after 40 steps",
    data: houseDescent,
    measure: (learningRate, descent) => descent(learningRate),
    goodEnough: (excess) => excess <= 1e-6,
    // 2/(λ_min + λ_max) of the three standardised features.
    solution: 0.807,
    mistakes: [
      {
        name: "beyond the threshold",
        answer: 0.95,
        made: (learningRate) => learningRate >= 0.894,
        hint: "Along the steepest direction the distance grows with every step: this rate is above 2/λ_max.",
      },
      {
        name: "careful",
        answer: 0.1,
        made: (learningRate) => learningRate < 0.3,
        hint: "Along the steepest direction descent arrived long ago, while along the flattest one it creeps. The rate can be larger.",
      },
      {
        name: "1/λ_max",
        answer: 0.447,
        made: () => true,
        hint: "That is close. Two directions compete, the flattest with 1 − ηλ_min and the steepest with ηλ_max − 1. When is the larger of the two smallest?",
      },
    ],
    hint: "models.spectrum(models.leastSquaresLoss(X, y, { bias: false }).hessian).eigenvalues holds the eigenvalues.",
    shows:
      "η = 2/(λ_min + λ_max) makes the steepest and the flattest direction shrink at the same rate; no single rate does better.",
  }),
};

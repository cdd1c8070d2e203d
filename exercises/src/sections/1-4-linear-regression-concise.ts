import { dot, normalRows, normals, sum } from "../arithmetic";
import { choiceExercise } from "../choice-exercise";
import { functionExercise } from "../function-exercise";
import { numberExercise } from "../number-exercise";

const stepped = (X: number[][], y: number[], w: number[], rate: number) => {
  const errors = X.map((row, i) => dot(row, w) - y[i]);
  return w.map((value, j) => value - rate * sum(X.map((row, i) => row[j] * errors[i])));
};
const clipped = (e: number, delta: number) => Math.max(-delta, Math.min(delta, e));
const huber = (e: number, delta: number, offset: number) =>
  Math.abs(e) <= delta ? e ** 2 / 2 : delta * Math.abs(e) - offset;

/** The exercises of notebook 1-4-linear-regression-concise. */
export const exercises = {
  "1.4/1": functionExercise<[learningRate: number], number>({
    title: "The factor of two",
    level: 1,
    kind: "write",
    inputs: (rng) => [0.01 + rng.uniform()],
    solution: (learningRate) => learningRate / 2,
    mistakes: [
      {
        name: "doubled",
        answer: (learningRate) => 2 * learningRate,
        hint: "The other way round. Without the ½ the gradient is larger: what must η do for the same step?",
      },
      {
        name: "unchanged",
        answer: (learningRate) => learningRate,
        hint: "With the same η the steps differ in length. Compare the derivatives of ½e² and of e².",
      },
      {
        name: "root",
        answer: (learningRate) => learningRate / Math.SQRT2,
        hint: "The gradients differ by the same factor as the losses; no root is taken.",
      },
    ],
    hint: "The step is η times the gradient. By which factor is the gradient of the mean of e² larger than that of the mean of ½e²?",
    shows:
      "A factor in the loss is a factor in the learning rate, for plain SGD. Documentation rarely says which one is meant.",
  }),

  "1.4/2": functionExercise<[learningRate: number, batchSize: number], number>({
    title: "Summed instead of averaged",
    level: 1,
    kind: "write",
    inputs: (rng) => [0.01 + rng.uniform(), 2 + rng.integer(100)],
    solution: (learningRate, batchSize) => learningRate / batchSize,
    mistakes: [
      {
        name: "multiplied",
        answer: (learningRate, batchSize) => learningRate * batchSize,
        hint: "The summed loss has the larger gradient already. Your steps would be longer still.",
      },
      {
        name: "unchanged",
        answer: (learningRate) => learningRate,
        hint: "With the same η every step is B times as long. Only B = 1 would not notice.",
      },
      {
        name: "root of the batch size",
        answer: (learningRate, batchSize) => learningRate / Math.sqrt(batchSize),
        hint: "The root belongs to the noise of a mean. The gradient of a sum of B losses is B times that of their mean, exactly.",
      },
    ],
    hint: "Write both steps down for a batch of two equal samples.",
    shows: "Averaging keeps η independent of the batch size. Summing hides B in the learning rate.",
  }),

  "1.4/3": functionExercise<[errors: number[], delta: number], { loss: number[]; gradient: number[] }>({
    title: "Huber's loss",
    level: 2,
    kind: "write",
    inputs: (rng) => [normals(rng, 7).map((value) => 2 * value), 0.5 + rng.uniform()],
    solution: (errors, delta) => ({
      loss: errors.map((e) => huber(e, delta, delta ** 2 / 2)),
      gradient: errors.map((e) => clipped(e, delta)),
    }),
    mistakes: [
      {
        name: "½ for ½δ²",
        answer: (errors, delta) => ({
          loss: errors.map((e) => huber(e, delta, 0.5)),
          gradient: errors.map((e) => clipped(e, delta)),
        }),
        hint: "The gradient is right. The two pieces of the loss do not meet at δ unless δ = 1: compute both there.",
      },
      {
        name: "pieces that do not meet",
        answer: (errors, delta) => ({
          loss: errors.map((e) => huber(e, delta, 0)),
          gradient: errors.map((e) => clipped(e, delta)),
        }),
        hint: "The loss jumps at δ. What must be taken from the straight piece for the two to meet?",
      },
      {
        name: "gradient of size 1",
        answer: (errors, delta) => ({
          loss: errors.map((e) => huber(e, delta, delta ** 2 / 2)),
          gradient: errors.map((e) => (Math.abs(e) <= delta ? e : Math.sign(e))),
        }),
        hint: "The losses are right. Beyond δ the slope is that of δ|e|.",
      },
      {
        name: "gradient not cut off",
        answer: (errors, delta) => ({
          loss: errors.map((e) => huber(e, delta, delta ** 2 / 2)),
          gradient: errors,
        }),
        hint: "The gradient is that of squares everywhere. Far out Huber's loss is a straight line.",
      },
    ],
    hint: "½e² where |e| ≤ δ; beyond, a straight line that continues it with the same value and the same slope.",
    shows: "Huber's gradient is the error, cut off: far from the data's noise no sample pulls harder than δ.",
  }),

  "1.4/4": functionExercise<[X: number[][], y: number[], w: number[], learningRate: number], number[]>({
    title: "Divided twice",
    level: 2,
    kind: "find the bug",
    inputs: (rng) => {
      const size = 4 + rng.integer(5);
      return [normalRows(rng, size, 3), normals(rng, size), normals(rng, 3), 0.1 + rng.uniform()];
    },
    solution: (X, y, w, learningRate) => stepped(X, y, w, learningRate / X.length),
    mistakes: [
      {
        name: "as given",
        answer: (X, y, w, learningRate) => stepped(X, y, w, learningRate / X.length ** 2),
        hint: "The step is still B times too short. Where is the mean taken, and where is it taken again?",
      },
      {
        name: "not divided at all",
        answer: (X, y, w, learningRate) => stepped(X, y, w, learningRate),
        hint: "Now it is not divided at all. One of the two divisions is right.",
      },
      {
        name: "divided by the number of features",
        answer: (X, y, w, learningRate) => stepped(X, y, w, learningRate / w.length),
        hint: "A mean over the batch divides by the number of samples, not of features.",
      },
    ],
    hint: "Follow one sample through: which factor stands before its error in the end?",
    shows:
      "A mean loss and a division by the batch size make B² of it: training looks slow, and no error is shown.",
  }),

  "1.4/5": numberExercise({
    title: "What a dense layer holds",
    level: 1,
    kind: "predict",
    solution: 784 * 10 + 10,
    within: 0.5,
    mistakes: [
      {
        name: "biases left out",
        answer: 784 * 10,
        hint: "Those are the weights. Each output has one parameter more.",
      },
      {
        name: "added",
        answer: 784 + 10,
        hint: "Each output has a weight of its own for each input: they multiply.",
      },
      {
        name: "one bias",
        answer: 784 * 10 + 1,
        hint: "One bias is not enough: the outputs do not share it.",
      },
    ],
    hint: "Draw a layer with two inputs and three outputs, and count arrows and biases.",
    shows: "784 · 10 weights and 10 biases: the softmax regression of part two.",
  }),

  "1.4/6": functionExercise<[before: number[], after: number[], learningRate: number], number[]>({
    title: "Reading a gradient off a step",
    level: 2,
    kind: "derive",
    inputs: (rng) => [normals(rng, 4), normals(rng, 4), 0.05 + rng.uniform()],
    solution: (before, after, learningRate) => before.map((value, j) => (value - after[j]) / learningRate),
    mistakes: [
      {
        name: "wrong sign",
        answer: (before, after, learningRate) => before.map((value, j) => (after[j] - value) / learningRate),
        hint: "The step went against the gradient. Turn the sign.",
      },
      {
        name: "multiplied",
        answer: (before, after, learningRate) => before.map((value, j) => (value - after[j]) * learningRate),
        hint: "The step is η times the gradient. To get the gradient back, undo that.",
      },
      {
        name: "step",
        answer: (before, after) => before.map((value, j) => value - after[j]),
        hint: "That is the step, η times the gradient.",
      },
    ],
    hint: "Solve w′ = w − η g for g.",
    shows:
      "Any plain SGD step shows its gradient, also in a framework that hides it. With momentum or Adam it would not.",
  }),

  "1.4/7": choiceExercise({
    title: "What the framework does",
    level: 2,
    kind: "choose",
    statements: {
      a: "With the same start, the same batches and losses that agree, the framework's layers and the loop from scratch give the same parameters up to rounding.",
      b: "A framework's loss called mean squared error always has the factor ½.",
      c: "With Adam, multiplying the loss by 2 changes the steps about as much as doubling η does.",
      d: "If the last batch is smaller, a mean loss gives each of its samples a larger weight in that step.",
      e: "A loss that is averaged over an epoch by taking the mean of the batches' means is exact even if the last batch is smaller.",
    },
    solution: ["a", "d"],
    hints: {
      a: "Nothing is random once start and order are fixed. Section by section the notebook compares both.",
      b: "Look up how the notebook brought the two learning rates together.",
      c: "Adam divides by the gradient's own size. What becomes of a common factor?",
      d: "In a mean over five samples, by which factor does each count? And in a mean over ten?",
      e: "Take batches of 10, 10 and 1 with mean losses 1, 1 and 4. What is the mean over the 21 samples?",
    },
    shows: "Concise code is the same arithmetic behind names; what a name divides by has to be looked up.",
  }),
};

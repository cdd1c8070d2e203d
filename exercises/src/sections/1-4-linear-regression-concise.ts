import { normals } from "../arithmetic";
import { choiceExercise } from "../choice-exercise";
import { functionExercise } from "../function-exercise";
import { numberExercise } from "../number-exercise";

const bestRate = (rates: number[], losses: number[]) => {
  const least = Math.min(...losses);
  const best = rates.filter((_, i) => losses[i] === least);
  return least < Infinity ? Math.min(...best) : NaN;
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
        hint: "It is the other way round. Without the ½ the gradient is larger: what must η do for the same step?",
      },
      {
        name: "unchanged",
        answer: (learningRate) => learningRate,
        hint: "With the same η the steps differ in length. Compare the derivatives of ½e² and of e².",
      },
      {
        name: "root",
        answer: (learningRate) => learningRate / Math.SQRT2,
        hint: "The gradients differ by the same factor as the losses, so no square root is needed.",
      },
    ],
    hint: "The step is η times the gradient. By which factor is the gradient of the mean of e² larger than that of the mean of ½e²?",
    shows:
      "A factor in the loss is a factor in the learning rate, for plain SGD. Documentation rarely says which one is meant.",
  }),

  "1.4/2": numberExercise({
    title: "Batched too early",
    level: 1,
    kind: "predict",
    solution: 1000 / 10,
    within: 0.5,
    mistakes: [
      {
        name: "new batches in each epoch",
        answer: (50 * 1000) / 10,
        hint: "That many batches go by, but which of them are the same set of samples?",
      },
      {
        name: "samples",
        answer: 1000,
        hint: "Those are the samples. How many batches do they fill?",
      },
      {
        name: "batch size",
        answer: 10,
        hint: "That is the size of a batch. How many batches of this size make up one epoch?",
      },
    ],
    hint: "Follow one sample. Which others can it share a batch with in the first epoch, and in the second?",
    shows: "Batches that are formed before shuffling stay the same; only their order changes.",
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
    shows: "Huber's gradient is the error, cut off: however large the error, no sample pulls harder than δ.",
  }),

  "1.4/4": functionExercise<[rates: number[], losses: number[]], number>({
    title: "A sweep of learning rates",
    level: 2,
    kind: "write",
    trials: 12,
    inputs: (rng) => {
      const size = 5 + rng.integer(3);
      const order = rng.permutation(size);
      const losses = Array.from(order, () => 1 + rng.integer(2));
      if (rng.uniform() < 0.2) losses.fill(NaN);
      // Rates that are too large diverge: here the last two of the sorted ones.
      for (const [i, place] of order.entries()) {
        if (place >= size - 2) losses[i] = place === size - 1 ? NaN : Infinity;
      }
      return [Array.from(order, (place) => 0.001 * 3 ** place), losses];
    },
    solution: (rates, losses) =>
      bestRate(
        rates,
        losses.map((loss) => (Number.isFinite(loss) ? loss : Infinity)),
      ),
    mistakes: [
      {
        name: "minimum over all",
        answer: (rates, losses) => rates[losses.indexOf(Math.min(...losses))] ?? NaN,
        hint: "Math.min gives NaN as soon as one loss is NaN. Leave out the runs that diverged first.",
      },
      {
        name: "largest loss",
        answer: (rates, losses) => rates[losses.indexOf(Math.max(...losses.filter(Number.isFinite)))] ?? NaN,
        hint: "That is the rate with the largest loss. Which one is the best?",
      },
      {
        name: "first of equals",
        answer: (rates, losses) => rates[losses.indexOf(Math.min(...losses.filter(Number.isFinite)))] ?? NaN,
        hint: "Two rates can have the same loss, and the rates come in any order. Which of the two does the exercise ask for?",
      },
      {
        name: "the loss",
        answer: (_rates, losses) => Math.min(...losses.filter(Number.isFinite)),
        hint: "That is the smallest loss. The exercise asks for the rate that led to it.",
      },
    ],
    hint: "Leave out what is not finite, find the smallest loss, and then the smallest rate that reached it.",
    shows: "A sweep chooses by the loss on validation data, and has to expect runs that diverge.",
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
        hint: "Those are the weights. Each output has one more parameter.",
      },
      {
        name: "added",
        answer: 784 + 10,
        hint: "Each output has a weight of its own for each input, so the two numbers multiply.",
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
        hint: "The step went against the gradient. Change the sign.",
      },
      {
        name: "multiplied",
        answer: (before, after, learningRate) => before.map((value, j) => (value - after[j]) * learningRate),
        hint: "The step is η times the gradient. To get the gradient back, undo that.",
      },
      {
        name: "step",
        answer: (before, after) => before.map((value, j) => value - after[j]),
        hint: "That is the step, which is η times the gradient. Undo the factor.",
      },
    ],
    hint: "Solve w′ = w − η g for g.",
    shows:
      "Any step of plain SGD reveals its gradient, even in a framework that hides it. A step with momentum or Adam does not.",
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
      a: "Nothing is random once the start and the order are fixed. Section 7 compares the two.",
      b: "Section 4 names two losses with that name. Do they have the ½?",
      c: "Adam divides by the gradient's own size. What becomes of a common factor?",
      d: "By which factor does each sample count in a mean over five samples, and by which in a mean over ten?",
      e: "Take batches of 10, 10 and 1 with mean losses 1, 1 and 4. What is the mean over the 21 samples?",
    },
    shows:
      "Concise code is the same arithmetic behind names, and you have to look up what each name divides by.",
  }),
};

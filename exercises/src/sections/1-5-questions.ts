import { mean, normalRows, normals } from "../arithmetic";
import { choiceExercise } from "../choice-exercise";
import { functionExercise } from "../function-exercise";
import { numberExercise } from "../number-exercise";

const batchesOf = <T>(values: T[], size: number) =>
  Array.from({ length: Math.ceil(values.length / size) }, (_, i) => values.slice(i * size, (i + 1) * size));
const columnMeans = (rows: number[][]) => rows[0].map((_, j) => mean(rows.map((row) => row[j])));

/** The epoch, from 1, whose parameters early stopping keeps; `offset` and `last` make mistakes. */
function bestEpoch(
  losses: number[],
  patience: number,
  { offset = 1, last = false, global = false } = {},
): number {
  const state = { best: 0, waited: 0 };
  for (let epoch = 1; epoch < losses.length; epoch++) {
    if (losses[epoch] < losses[state.best]) {
      state.best = epoch;
      state.waited = 0;
    } else if (++state.waited >= patience && !global) return (last ? epoch : state.best) + offset;
  }
  return (last ? losses.length - 1 : state.best) + offset;
}

/** The exercises of notebook 1-5-questions. */
export const exercises = {
  "1.5/1": functionExercise<[gradients: number[][], batchSize: number], number[]>({
    title: "A large batch in small pieces",
    level: 2,
    kind: "write",
    trials: 6,
    inputs: (rng) => [normalRows(rng, 7 + rng.integer(5), 3), 3 + rng.integer(2)],
    solution: (gradients) => columnMeans(gradients),
    mistakes: [
      {
        name: "mean of means",
        answer: (gradients, batchSize) => columnMeans(batchesOf(gradients, batchSize).map(columnMeans)),
        hint: "You average the pieces' means. The last piece has fewer samples, and each of them then counts more than the others.",
      },
      {
        name: "sum of means",
        answer: (gradients, batchSize) =>
          columnMeans(batchesOf(gradients, batchSize).map(columnMeans)).map(
            (value) => value * Math.ceil(gradients.length / batchSize),
          ),
        hint: "You add up the means of the pieces. That is about as many times too long as there are pieces.",
      },
      {
        name: "last piece only",
        answer: (gradients, batchSize) => columnMeans(batchesOf(gradients, batchSize).at(-1) as number[][]),
        hint: "That is the mean of the last piece. What came before was overwritten instead of accumulated.",
      },
    ],
    hint: "Sum over all samples, piece by piece, and divide once by how many there were.",
    shows:
      "Gradients are linear: accumulated over pieces they are the large batch's, if the division is done once.",
  }),

  "1.5/2": functionExercise<[losses: number[], patience: number], number>({
    title: "When to stop",
    level: 2,
    kind: "write",
    trials: 8,
    inputs: (rng) => [normals(rng, 12).map((noise) => 0.5 + Math.abs(noise)), 2 + rng.integer(2)],
    solution: (losses, patience) => bestEpoch(losses, patience),
    mistakes: [
      {
        name: "counted from 0",
        answer: (losses, patience) => bestEpoch(losses, patience, { offset: 0 }),
        hint: "One less than wanted each time: the first epoch is number 1.",
      },
      {
        name: "the epoch it stopped at",
        answer: (losses, patience) => bestEpoch(losses, patience, { last: true }),
        hint: "That is the epoch at which training ends. What is kept are the parameters of the best epoch before it.",
      },
      {
        name: "looks into the future",
        answer: (losses, patience) => bestEpoch(losses, patience, { global: true }),
        hint: "Your epoch is the best of all, also of those that come after training has stopped. Those are never trained.",
      },
    ],
    hint: "Go through the losses in order. Count the epochs since the best so far; at `patience` of them, stop.",
    shows: "Early stopping chooses among the past only; patience says how much of a bump it bears.",
  }),

  "1.5/3": numberExercise({
    title: "The price of Newton's method",
    level: 1,
    kind: "predict",
    solution: 800,
    within: 1,
    mistakes: [
      {
        name: "float32",
        answer: 400,
        hint: "That would be float32. A float64 has eight bytes.",
      },
      {
        name: "a vector",
        answer: 0.08,
        hint: "That is one number per parameter. The Hessian has one for each pair of parameters.",
      },
      {
        name: "numbers for bytes",
        answer: 100,
        hint: "That is how many million numbers it has. Each takes more than one byte.",
      },
    ],
    hint: "A Hessian has d rows of d numbers.",
    shows:
      "Memory grows with d², the solution of the linear system with d³: ten thousand parameters is already the end.",
  }),

  "1.5/4": choiceExercise({
    title: "Where NaN comes from",
    level: 1,
    kind: "predict",
    statements: {
      a: "1e308 * 10 is infinite.",
      b: "Infinity - Infinity is 0.",
      c: "0 * Infinity is NaN.",
      d: "1 / 0 is NaN.",
      e: "NaN === NaN is false.",
    },
    solution: ["a", "c", "e"],
    hints: {
      a: "The largest float64 is about 1.8e308. What does a format do with a result beyond its largest number?",
      b: "Two quantities that grow without bound need not grow equally fast: what is known of their difference?",
      c: "The one factor says zero, the other says without bound. Arithmetic does not decide between them.",
      d: "A number above 0 divided by ever smaller ones grows and grows, with a known sign. Only 0/0 does not know what it is.",
      e: "NaN stands for any number that is not known. Are two unknown numbers equal?",
    },
    shows:
      "NaN is what infinities and zeros leave when they meet: ∞ − ∞, 0 · ∞, 0/0. A loss usually turns infinite first.",
  }),

  "1.5/5": functionExercise<[losses: number[], tolerance: number], boolean>({
    title: "Has it converged?",
    level: 1,
    kind: "find the bug",
    trials: 10,
    inputs: (rng) => {
      const previous = 0.1 + rng.uniform();
      return [[2 * previous, previous, previous * (1 + 0.02 * rng.normal())], 0.01];
    },
    solution: (losses, tolerance) => {
      const [previous, last] = losses.slice(-2);
      return Math.abs(last - previous) <= tolerance * Math.abs(previous);
    },
    mistakes: [
      {
        name: "as given",
        answer: (losses, tolerance) => {
          const [previous, last] = losses.slice(-2);
          return previous - last <= tolerance * Math.abs(previous);
        },
        hint: "A loss that grows, even to ten times its value, still counts as converged.",
      },
      {
        name: "absolute change",
        answer: (losses, tolerance) => {
          const [previous, last] = losses.slice(-2);
          return Math.abs(last - previous) <= tolerance;
        },
        hint: "The sign no longer matters. But 0.01 is much for a loss of 0.1 and little for a loss of 100: the change is to be relative.",
      },
      {
        name: "first instead of last",
        answer: (losses, tolerance) => Math.abs(losses[1] - losses[0]) <= tolerance * Math.abs(losses[0]),
        hint: "You compare the first two losses. The last two are asked for.",
      },
    ],
    hint: "Try a loss that rises from 1 to 5.",
    shows: "A relative change has a size and no sign, and is measured against what was there before.",
  }),

  "1.5/6": choiceExercise({
    title: "True of training",
    level: 2,
    kind: "choose",
    statements: {
      a: "Whether one divides the mean loss by n or by n − 1 changes the value of the loss and not where its minimum is.",
      b: "At a fixed number of epochs the smallest batch always gives the best result.",
      c: "A generator that makes a batch when it is asked for needs memory for one batch, not for all.",
      d: "If gradients are never set to zero between steps, a framework that accumulates them takes longer and longer steps.",
      e: "Weight decay in Adam (AdamW) and an L2 penalty in the loss with Adam do the same.",
    },
    solution: ["a", "c", "d"],
    hints: {
      a: "Multiply a function by a constant above 0: does its minimum move?",
      b: "Question 8 measures batches of 1, 10, 100 and n. Look at the first.",
      c: "When does the code behind a yield run?",
      d: "If the sum of all gradients so far is used as the gradient, what happens while they point the same way?",
      e: "Question 12 trains both. Adam divides the gradient by its size: is the penalty's part divided as well?",
    },
    shows: "Each of these was an experiment in this notebook; the ones that are wrong are common beliefs.",
  }),
};

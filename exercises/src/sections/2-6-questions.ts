import { mean, normalRows, normals, softmaxOf, sum } from "../arithmetic";
import { choiceExercise } from "../choice-exercise";
import { functionExercise } from "../function-exercise";
import { numberExercise } from "../number-exercise";

/** What one batch came to. */
export interface BatchCount {
  /** How many of its samples were right. */
  correct: number;
  /** How many samples it had. */
  size: number;
}

/** A logistic regression. */
export interface Logistic {
  /** Its weights, one per feature. */
  w: number[];
  /** Its bias. */
  b: number;
}

const logistic = (W: number[][], b: number[], of: (row: number[]) => number): Logistic => ({
  w: W.map(of),
  b: of(b),
});

const smoothed = (labels: number[], q: number, hit: number, miss: number) =>
  labels.map((label) => Array.from({ length: q }, (_, k) => (k === label ? hit : miss)));

const countsOf = (labels: number[], q: number) =>
  Array.from({ length: q }, (_, k) => labels.filter((label) => label === k).length);

const sharesOf = (values: number[]) => values.map((value) => value / sum(values));

/** The exercises of notebook 2-6-questions. */
export const exercises = {
  "2.6/1": functionExercise<[batches: BatchCount[]], number>({
    title: "The last batch is smaller",
    level: 1,
    kind: "find the bug",
    inputs: (rng) => {
      const sizes = [20, 20, 20, 1 + rng.integer(9)];
      return [sizes.map((size) => ({ size, correct: rng.integer(size + 1) }))];
    },
    solution: (batches) => sum(batches.map(({ correct }) => correct)) / sum(batches.map(({ size }) => size)),
    mistakes: [
      {
        name: "as given",
        answer: (batches) => mean(batches.map(({ correct, size }) => correct / size)),
        hint: "Still a mean of shares: a sample of the small last batch counts for several of the others.",
      },
      {
        name: "all batches taken for full",
        answer: (batches) => sum(batches.map(({ correct }) => correct)) / (batches.length * batches[0].size),
        hint: "The right answers are added up correctly. You divide by more samples than there are.",
      },
      {
        name: "last batch dropped",
        answer: (batches) =>
          sum(batches.slice(0, -1).map(({ correct }) => correct)) /
          sum(batches.slice(0, -1).map(({ size }) => size)),
        hint: "You leave the last batch out. Its samples belong to the data set too.",
      },
      {
        name: "count",
        answer: (batches) => sum(batches.map(({ correct }) => correct)),
        hint: "That is how many are right. The question is for the share.",
      },
    ],
    hint: "Add up the right answers, add up the sizes, divide once.",
    shows: "Counts add up, shares do not. The same holds for losses.",
  }),

  "2.6/2": functionExercise<[labels: number[], q: number, epsilon: number], number[][]>({
    title: "Soft labels",
    level: 1,
    kind: "write",
    inputs: (rng) => {
      const q = 3 + rng.integer(5);
      return [Array.from({ length: 4 }, () => rng.integer(q)), q, 0.05 + 0.3 * rng.uniform()];
    },
    solution: (labels, q, epsilon) => smoothed(labels, q, 1 - epsilon + epsilon / q, epsilon / q),
    mistakes: [
      {
        name: "the lecture's",
        answer: (labels, q, epsilon) => smoothed(labels, q, 1 - epsilon, epsilon / (q - 1)),
        hint: "That is the lecture's form, where ε is spread over the other classes. Here it is spread over all of them, the true one too.",
      },
      {
        name: "true class without its share",
        answer: (labels, q, epsilon) => smoothed(labels, q, 1 - epsilon, epsilon / q),
        hint: "Your rows sum to less than 1. The true class gets its share of ε too.",
      },
      {
        name: "ε for each other class",
        answer: (labels, q, epsilon) => smoothed(labels, q, 1 - epsilon, epsilon),
        hint: "Each other class gets all of ε: rows that sum to more than 1. It is to be shared among the classes.",
      },
      {
        name: "one-hot",
        answer: (labels, q) => smoothed(labels, q, 1, 0),
        hint: "That is the one-hot code, the case ε = 0.",
      },
    ],
    hint: "(1 − ε) times the one-hot code, plus ε/q everywhere.",
    shows: "Every row sums to 1: a soft label is a distribution, which a model can reach with finite logits.",
  }),

  "2.6/3": functionExercise<[W: number[][], b: number[]], Logistic>({
    title: "Two columns into one",
    level: 2,
    kind: "derive",
    inputs: (rng) => [normalRows(rng, 4, 2), normals(rng, 2)],
    solution: (W, b) => logistic(W, b, ([first, second]) => second - first),
    mistakes: [
      {
        name: "the other class",
        answer: (W, b) => logistic(W, b, ([first, second]) => first - second),
        hint: "That gives the probability of class 0. Which logit stands in the numerator for class 1?",
      },
      {
        name: "second column",
        answer: (W, b) => logistic(W, b, (row) => row[1]),
        hint: "You leave class 0 out, as if its logit were 0. Divide numerator and denominator of softmax by exp(o₁).",
      },
      {
        name: "half",
        answer: (W, b) => logistic(W, b, ([first, second]) => (second - first) / 2),
        hint: "Half of what is needed. No mean is taken: the whole difference of the logits decides.",
      },
      {
        name: "sum",
        answer: (W, b) => logistic(W, b, ([first, second]) => first + second),
        hint: "Adding the same number to both logits changes no probability. It would change your sum.",
      },
    ],
    hint: "e^o₁ / (e^o₀ + e^o₁) = 1 / (1 + e^−(o₁ − o₀)), and both logits are linear in x.",
    shows: "Softmax with two classes is logistic regression with one column too many.",
  }),

  "2.6/4": functionExercise<[labels: number[], q: number], number[]>({
    title: "Weights against imbalance",
    level: 2,
    kind: "derive",
    inputs: (rng) => {
      const q = 3 + rng.integer(3);
      const labels = Array.from({ length: q }, (_, k) => Array<number>(1 + rng.integer(30)).fill(k));
      return [labels.flat(), q];
    },
    solution: (labels, q) => countsOf(labels, q).map((count) => labels.length / (q * count)),
    mistakes: [
      {
        name: "not scaled",
        answer: (labels, q) => countsOf(labels, q).map((count) => 1 / count),
        hint: "The weights are in the right proportion, but each class weighs 1 in sum, so that all samples weigh q and not n: the learning rate would mean another thing.",
      },
      {
        name: "q left out",
        answer: (labels, q) => countsOf(labels, q).map((count) => labels.length / count),
        hint: "In the right proportion, too large: add the weights of all samples and compare with n.",
      },
      {
        name: "share",
        answer: (labels, q) => countsOf(labels, q).map((count) => (q * count) / labels.length),
        hint: "The other way round: these make the frequent classes still weightier.",
      },
      {
        name: "weights that sum to q",
        answer: (labels, q) =>
          sharesOf(countsOf(labels, q).map((count) => 1 / count)).map((share) => q * share),
        hint: "Your weights have mean 1 over the classes. They should have mean 1 over the samples, of which the classes have different numbers.",
      },
    ],
    hint: "Let class k have n_k samples. Each class is to weigh n/q in sum: what is left for one of its samples?",
    shows: "Weighted so, every class pulls as hard as if all had the same number of samples.",
  }),

  "2.6/5": functionExercise<[probabilities: number[], weights: number[]], number[]>({
    title: "Taking the weights out again",
    level: 3,
    kind: "derive",
    inputs: (rng) => [softmaxOf(normals(rng, 4)), normals(rng, 4).map((value) => 0.2 + Math.abs(value))],
    solution: (probabilities, weights) => sharesOf(probabilities.map((p, k) => p / weights[k])),
    mistakes: [
      {
        name: "not normalised",
        answer: (probabilities, weights) => probabilities.map((p, k) => p / weights[k]),
        hint: "The right proportions. Probabilities sum to 1.",
      },
      {
        name: "multiplied",
        answer: (probabilities, weights) => sharesOf(probabilities.map((p, k) => p * weights[k])),
        hint: "The weights are in there twice now. A class with a large weight was made too probable: which way must it be corrected?",
      },
      {
        name: "unchanged",
        answer: (probabilities) => probabilities,
        hint: "Those are the probabilities of the weighted world, where rare classes are as frequent as their weights make them.",
      },
      {
        name: "in the exponent",
        answer: (probabilities, weights) => sharesOf(probabilities.map((p, k) => p * Math.exp(-weights[k]))),
        hint: "You subtract the weights from the logits. It is their logarithms that have to be subtracted.",
      },
    ],
    hint: "At a given x the weighted loss is −Σ w_k p_k log ŷ_k. It is smallest where ŷ_k is in proportion to w_k p_k.",
    shows:
      "Weighting shifts each logit by log w_k, where the model can follow; so it can be undone without training.",
  }),

  "2.6/6": numberExercise({
    title: "A counter in float16",
    level: 2,
    kind: "predict",
    solution: 2 ** 11,
    within: 0.5,
    mistakes: [
      {
        name: "all of them",
        answer: 10_000,
        hint: "It would, in float32. Float16 cannot hold every whole number up to that: from where on are its numbers 2 apart?",
      },
      {
        name: "largest number",
        answer: 65_504,
        hint: "That is the largest float16, and 10,000 additions of 1 cannot get there. How far apart are its neighbours before it?",
      },
      {
        name: "leading bit forgotten",
        answer: 2 ** 10,
        hint: "Ten digits are stored, but the leading 1 is not among them: it goes without saying.",
      },
      {
        name: "one before",
        answer: 2 ** 11 - 1,
        hint: "That number plus 1 still fits: it is a power of two.",
      },
      {
        name: "of a byte",
        answer: 10_000 % 256,
        hint: "So a Uint8Array would count, which wraps around. A float does not wrap; it stops.",
      },
    ],
    hint: "Write the whole numbers in binary. Up to which have all of them at most eleven digits, and what is the next one rounded to?",
    shows:
      "A float's counter stops where its neighbours are 2 apart; in float32 that is 16,777,216. Count in whole numbers.",
  }),

  "2.6/7": choiceExercise({
    title: "Which data for which decision",
    level: 2,
    kind: "choose",
    statements: {
      a: "The epoch to stop at may be chosen by the test accuracy, if the figure reported is the one of that epoch.",
      b: "The epoch to stop at is chosen on pictures held back from the training set, and the test set measured once, afterwards.",
      c: "The smallest training loss is as good a sign of when to stop as the smallest validation loss.",
      d: "The best of many validation accuracies is on average higher than what the chosen model gets on new data.",
      e: "Features may be standardised by the means of training and test set together, since no labels are used.",
      f: "Pictures of the same garment from several sides belong all into the same split.",
    },
    solution: ["b", "d", "f"],
    hints: {
      a: "Whatever is used for choosing is no longer new to the model. Does the figure then tell of new pictures?",
      b: "Which pictures took part in a decision, and which did not?",
      c: "What does the training loss do when the model learns its pictures by heart?",
      d: "Each accuracy has its luck. What happens when the luckiest is picked?",
      e: "The model that is used later does not have tomorrow's samples for its means. Neither should the one that is tested.",
      f: "Would a model that has learnt one garment by heart get the other sides of it right?",
    },
    shows: "What took part in a decision cannot judge it.",
  }),
};

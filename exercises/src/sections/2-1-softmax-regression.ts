import { losses, random, type Random, tf } from "linear-networks";
import { logSumExp, mean, normals, softmaxOf, sum } from "../arithmetic";
import { choiceExercise } from "../choice-exercise";
import { functionExercise } from "../function-exercise";
import { improveExercise } from "../improve-exercise";
import { numberExercise } from "../number-exercise";

/** The logarithms of the true classes' probabilities, 0 elsewhere: [n, q]. */
const logOfTrue = (yHat: tf.Tensor2D, y: tf.Tensor1D) => losses.oneHot(y, yHat.shape[1]).mul(yHat.log());
const numberIn = (tensor: tf.Tensor) => tensor.dataSync()[0];

const normalised = (values: number[]) => values.map((value) => value / sum(values));

/** Who won a game against whom, by number. */
export type Game = [winner: number, loser: number];

/** The gradient of the games' losses; `push` is what a game won with probability p gives winner and loser. */
function gradientOfGames(strengths: number[], games: Game[], push: (p: number) => [number, number]) {
  const gradient = strengths.map(() => 0);
  for (const [winner, loser] of games) {
    const p = 1 / (1 + Math.exp(strengths[loser] - strengths[winner]));
    const [ofWinner, ofLoser] = push(p);
    gradient[winner] += ofWinner;
    gradient[loser] += ofLoser;
  }
  return gradient;
}

/** The mean of f(v) over the classes, each with its probability. */
const expected = (logits: number[], v: number[], f: (value: number) => number) =>
  sum(softmaxOf(logits).map((p, j) => p * f(v[j])));
const square = (value: number) => value ** 2;

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
    logits.map((row, i) => logSumExp(row.map((o) => o / temperature)) - row[labels[i]] / temperature),
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

/** The exercises of notebook 2-1-softmax-regression. */
export const exercises = {
  "2.1/1": numberExercise({
    title: "Cooled down to two to one",
    level: 1,
    kind: "predict",
    solution: 3 / Math.LN2,
    within: 0.005,
    mistakes: [
      {
        name: "inverse",
        answer: Math.LN2 / 3,
        hint: "A temperature below 1 makes the odds larger. Logits are divided by the temperature, not multiplied by it.",
      },
      {
        name: "proportional",
        answer: 3 / 2,
        hint: "At that temperature the lead is 2, and the odds e². Which lead has odds of 2?",
      },
      {
        name: "from the odds",
        answer: Math.exp(3) / 2,
        hint: "You divided the odds. The temperature divides the logits, before the exponential.",
      },
      {
        name: "probability ⅔ of e³",
        answer: 3 / Math.log(3),
        hint: "Those are odds of 3 to 1. Two to one: the larger probability is twice the smaller.",
      },
    ],
    hint: "The odds of two classes are e to the difference of their logits, and the difference is divided by T.",
    shows: "A temperature divides leads, and odds are exponentials of leads.",
  }),

  "2.1/2": functionExercise<[yHat: tf.Tensor2D, y: tf.Tensor1D], number>({
    title: "Too small by a factor",
    level: 1,
    kind: "find the bug",
    inputs: (rng) => [
      tf.tensor2d(Array.from({ length: 5 }, () => softmaxOf(normals(rng, 3)))),
      tf.tensor1d(
        Array.from({ length: 5 }, () => rng.integer(3)),
        "int32",
      ),
    ],
    solution: (yHat, y) => numberIn(logOfTrue(yHat, y).sum(1).mean().neg()),
    mistakes: [
      {
        name: "as given",
        answer: (yHat, y) => numberIn(logOfTrue(yHat, y).mean().neg()),
        hint: "Still too small by the number of classes. By how many numbers does a mean over a matrix [n, q] divide?",
      },
      {
        name: "sum over everything",
        answer: (yHat, y) => numberIn(logOfTrue(yHat, y).sum().neg()),
        hint: "That is the sum over the samples. The loss is their mean.",
      },
      {
        name: "wrong axis",
        answer: (yHat, y) => numberIn(logOfTrue(yHat, y).sum(0).mean().neg()),
        hint: "You sum over the samples (axis 0) and average over the classes. It should be the other way round.",
      },
      {
        name: "sign lost",
        answer: (yHat, y) => numberIn(logOfTrue(yHat, y).sum(1).mean()),
        hint: "Your loss is negative. The logarithm of a probability is negative, so what is missing?",
      },
    ],
    hint: "First the loss of each sample, a sum over its classes; then the mean over the samples.",
    shows:
      "At even chances the loss must be ln q. If training starts with another number, check what each mean divides by.",
  }),

  "2.1/3": functionExercise<[logits: number[], sharpness: number], number>({
    title: "A smooth maximum",
    level: 2,
    kind: "write",
    within: 1e-9,
    inputs: (rng) => {
      const shift = 3000 * (1 + rng.uniform()) * (rng.uniform() < 0.5 ? -1 : 1);
      return [normals(rng, 5).map((value) => shift + value), 0.5 + 0.4 * rng.uniform()];
    },
    solution: (logits, sharpness) => logSumExp(logits.map((o) => sharpness * o)) / sharpness,
    mistakes: [
      {
        name: "overflow",
        answer: (logits, sharpness) => Math.log(sum(logits.map((o) => Math.exp(sharpness * o)))) / sharpness,
        hint: "This is right as long as the logits are small. With logits around ±4000 the exponentials become infinite or 0: take something out of the sum first.",
      },
      {
        name: "not divided",
        answer: (logits, sharpness) => logSumExp(logits.map((o) => sharpness * o)),
        hint: "The logarithm gives about β times the maximum. A division is missing.",
      },
      {
        name: "sharpness outside only",
        answer: (logits, sharpness) => logSumExp(logits) / sharpness,
        hint: "β belongs inside the exponentials as well.",
      },
      {
        name: "the maximum",
        answer: (logits) => Math.max(...logits),
        hint: "That is the hard maximum, the limit for β → ∞.",
      },
      {
        name: "mean of the logits",
        answer: (logits, sharpness) => {
          const p = softmaxOf(logits.map((o) => sharpness * o));
          return sum(logits.map((o, j) => p[j] * o));
        },
        hint: "That is the mean of the logits under softmax, which lies below the maximum. The smooth maximum lies above it.",
      },
    ],
    hint: "With m = max o: (1/β) log Σ exp(βo) = m + (1/β) log Σ exp(β(o − m)).",
    shows:
      "It exceeds the maximum by at most (log q)/β. Its gradient is softmax, which is therefore the soft argmax.",
  }),

  "2.1/4": functionExercise<[probabilities: number[], temperature: number], number[]>({
    title: "A temperature without logits",
    level: 2,
    kind: "derive",
    inputs: (rng) => [softmaxOf(normals(rng, 4)), rng.uniform() < 0.5 ? 0.5 : 2 + rng.uniform()],
    solution: (probabilities, temperature) => normalised(probabilities.map((p) => p ** (1 / temperature))),
    mistakes: [
      {
        name: "inverse",
        answer: (probabilities, temperature) => normalised(probabilities.map((p) => p ** temperature)),
        hint: "Your function sharpens the probabilities where it should soften them, and the other way round.",
      },
      {
        name: "not normalised",
        answer: (probabilities, temperature) => probabilities.map((p) => p ** (1 / temperature)),
        hint: "The ratios are right. Do they sum to 1?",
      },
      {
        name: "softmax of probabilities",
        answer: (probabilities, temperature) => softmaxOf(probabilities.map((p) => p / temperature)),
        hint: "You treated the probabilities as logits. Which logits have these probabilities?",
      },
      {
        name: "divided",
        answer: (probabilities, temperature) => normalised(probabilities.map((p) => p / temperature)),
        hint: "Normalising undoes a division of all probabilities by the same number, so nothing has changed.",
      },
    ],
    hint: "log p are logits of p, up to a constant that softmax does not see. Divide them by T.",
    shows: "Probabilities determine their logits up to a constant, so a temperature becomes a power.",
  }),

  "2.1/5": functionExercise<[strengths: number[], games: Game[]], number[]>({
    title: "Who beats whom",
    level: 2,
    kind: "derive",
    inputs: (rng) => [
      normals(rng, 4),
      Array.from({ length: 6 }, () => {
        const winner = rng.integer(4);
        return [winner, (winner + 1 + rng.integer(3)) % 4] as Game;
      }),
    ],
    solution: (strengths, games) => gradientOfGames(strengths, games, (p) => [p - 1, 1 - p]),
    mistakes: [
      {
        name: "wrong sign",
        answer: (strengths, games) => gradientOfGames(strengths, games, (p) => [1 - p, p - 1]),
        hint: "A step against your gradient would weaken the winners. Change the sign.",
      },
      {
        name: "loser forgotten",
        answer: (strengths, games) => gradientOfGames(strengths, games, (p) => [p - 1, 0]),
        hint: "The winners' parts are right. A loss depends on the loser's strength as well, and each game's gradient sums to 0.",
      },
      {
        name: "probability in place of error",
        answer: (strengths, games) => gradientOfGames(strengths, games, (p) => [-p, p]),
        hint: "Your push is large for an expected victory. It should be large for a surprise: prediction minus label.",
      },
      {
        name: "mean",
        answer: (strengths, games) =>
          gradientOfGames(strengths, games, (p) => [(p - 1) / games.length, (1 - p) / games.length]),
        hint: "That is the gradient of the mean over the games. The exercise asks for that of the sum.",
      },
    ],
    hint: "A game is a softmax over two logits, the two players' strengths, with the winner as the label. So the gradient is the prediction minus the one-hot code.",
    shows: "Bradley and Terry's model of 1952 is softmax regression on pairs; chess ratings are close to it.",
  }),

  "2.1/6": numberExercise({
    title: "Nine to one",
    level: 2,
    kind: "predict",
    // At height 7 the logit of the dress leads by 16 − 4x₁, which must be ln 9.
    solution: (16 - Math.log(9)) / 4,
    within: 0.005,
    mistakes: [
      {
        name: "the border",
        answer: 4,
        hint: "There the two are equally probable. By how much must one logit lead so that the odds are 9 to 1?",
      },
      {
        name: "lead on the wrong side",
        answer: (16 + Math.log(9)) / 4,
        hint: "There the pullover is nine times as probable. Dresses are narrow: on which side of the border are they?",
      },
      {
        name: "lead of nine",
        answer: (16 - 9) / 4,
        hint: "There the logit of the dress leads by 9, which means odds of e⁹. Which lead means odds of 9?",
      },
      {
        name: "decimal logarithm",
        answer: (16 - Math.log10(9)) / 4,
        hint: "Softmax uses powers of e, so the natural logarithm undoes it.",
      },
      {
        name: "odds of e",
        answer: (16 - 1) / 4,
        hint: "A lead of 1 means odds of e to 1, about 2.7. You need odds of 9 to 1.",
      },
    ],
    hint: "The ratio of the two probabilities is e to the difference of the two logits. Write down that difference at height 7, as a function of the width.",
    shows:
      "Odds between two classes depend on the difference of their two logits alone, whatever the third one is.",
  }),

  "2.1/7": functionExercise<[logits: number[], direction: number[]], number>({
    title: "Curvature is a variance",
    level: 3,
    kind: "derive",
    inputs: (rng) => [normals(rng, 4), normals(rng, 4)],
    solution: (logits, v) => expected(logits, v, square) - expected(logits, v, (value) => value) ** 2,
    mistakes: [
      {
        name: "without the square of the mean",
        answer: (logits, v) => expected(logits, v, square),
        hint: "The first half is there. But along (1, 1, …, 1) the loss does not change at all, and you get 1.",
      },
      {
        name: "the diagonal only",
        answer: (logits, v) => sum(softmaxOf(logits).map((p, j) => p * (1 - p) * v[j] ** 2)),
        hint: "You used the diagonal of C only. The entries −ŷⱼŷₖ beside it belong to the sum too.",
      },
      {
        name: "unweighted",
        answer: (_, v) => sum(v.map(square)) / v.length - (sum(v) / v.length) ** 2,
        hint: "In your variance all classes count alike. Each should count by its probability ŷ.",
      },
      {
        name: "slope",
        answer: (logits, v) => expected(logits, v, (value) => value),
        hint: "That is the mean of v under ŷ, the slope of the log-sum-exp. The question is for its second derivative.",
      },
    ],
    hint: "Write out vᵀCv with C = diag(ŷ) − ŷŷᵀ: two sums over the classes are enough.",
    shows:
      "The curvature of the loss along v is the variance of v under ŷ. Where the model is certain nothing varies, and the loss is flat.",
  }),

  "2.1/8": choiceExercise({
    title: "True of softmax regression",
    level: 2,
    kind: "choose",
    statements: {
      a: "The points at which two classes are equally probable form a flat surface in the space of the features.",
      b: "Relative entropy is the same in both directions: D(p‖r) = D(r‖p).",
      c: "Adding the same number to all logits of a sample changes neither its probabilities nor its loss.",
      d: "A high enough temperature changes which class is the most probable one.",
      e: "Since the loss is convex, its minimum can be written down in closed form.",
      f: "The gradient of one sample's cross-entropy with respect to its logits sums to zero.",
      g: "Where several labels may be true at once, softmax gives the probability of each label.",
    },
    solution: ["a", "c", "f"],
    hints: {
      a: "Equal probabilities mean equal logits. What kind of equation in x is that?",
      b: "Section 14 computes both for the weather and its forecast.",
      c: "Write e^(o + c) as a product, in the numerator and in the denominator.",
      d: "Dividing by a positive number: can it change which of two numbers is the larger?",
      e: "Convex says that there is one valley. Can the condition that the mean of ŷ − y is zero, with its exponentials, be solved for W?",
      f: "Sum ŷⱼ over the classes, and then the one-hot code.",
      g: "Softmax's outputs sum to 1. May two labels both have the probability 0.9?",
    },
    shows:
      "Only differences of logits count: that alone explains the shift, the borders and the sum of the gradient.",
  }),

  "2.1/9": improveExercise<FindTemperature>({
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
        hint: "Such a low temperature makes the model certain of every answer. Did you compare accuracies? They are the same at all temperatures; the cross-entropy is not.",
      },
    ],
    hint: "Try many temperatures, from well below 1 to well above, in steps of a few per cent, and keep the one with the least mean cross-entropy.",
    shows:
      "One number, fitted on data that were set aside, makes the probabilities believable and leaves every answer as it was.",
  }),
};

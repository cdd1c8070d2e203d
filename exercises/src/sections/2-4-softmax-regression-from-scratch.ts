import { type Random } from "linear-networks";
import { dot, indexOfLargest, logSumExp, mean, normalRows, normals, softmaxOf, sum } from "../arithmetic";
import { choiceExercise } from "../choice-exercise";
import { functionExercise } from "../function-exercise";
import { numberExercise } from "../number-exercise";

const labelsBelow = (q: number, rng: Random, count: number) =>
  Array.from({ length: count }, () => rng.integer(q));

const ofTrueClass = (rows: readonly number[][], labels: readonly number[]) =>
  rows.map((row, i) => row[labels[i]]);

const surprise = (p: number) => -Math.log(p);

/** Xᵀ errors, [d, q], times a factor. */
const gradientBy = (X: number[][], errors: number[][], factor: number) =>
  X[0].map((_, j) => errors[0].map((__, k) => factor * sum(X.map((row, i) => row[j] * errors[i][k]))));

const logitsOf = (X: number[][], W: number[][]) =>
  X.map((row) =>
    W[0].map((_, k) =>
      dot(
        row,
        W.map((weights) => weights[k]),
      ),
    ),
  );

const minusCode = (rows: number[][], labels: number[]) =>
  rows.map((row, i) => row.map((value, k) => value - (k === labels[i] ? 1 : 0)));

const errorsOf = (X: number[][], labels: number[], W: number[][]) =>
  minusCode(logitsOf(X, W).map(softmaxOf), labels);

/** The expected cost of each decision. */
const expectedCosts = (row: number[], costs: number[][]) =>
  costs[0].map((_, decision) => sum(row.map((p, actual) => p * costs[actual][decision])));

const indexOfSmallest = (values: readonly number[]) => values.indexOf(Math.min(...values));

const transposed = (matrix: number[][]) => matrix[0].map((_, j) => matrix.map((row) => row[j]));

/** The exercises of notebook 2-4-softmax-regression-from-scratch. */
export const exercises = {
  "2.4/1": functionExercise<[probabilities: number[][], labels: number[]], number>({
    title: "The loss of a batch",
    level: 1,
    kind: "write",
    inputs: (rng) => {
      const size = 3 + rng.integer(4);
      return [normalRows(rng, size, 4).map(softmaxOf), labelsBelow(4, rng, size)];
    },
    solution: (probabilities, labels) => mean(ofTrueClass(probabilities, labels).map(surprise)),
    mistakes: [
      {
        name: "sum for mean",
        answer: (probabilities, labels) => sum(ofTrueClass(probabilities, labels).map(surprise)),
        hint: "That is the sum over the batch. The question is for the mean.",
      },
      {
        name: "no minus",
        answer: (probabilities, labels) => -mean(ofTrueClass(probabilities, labels).map(surprise)),
        hint: "The logarithm of a probability is negative; a loss is not.",
      },
      {
        name: "logarithm of the mean",
        answer: (probabilities, labels) => surprise(mean(ofTrueClass(probabilities, labels))),
        hint: "You average the probabilities, then take the logarithm. Each sample has a loss of its own, and those are averaged.",
      },
      {
        name: "to the base 2",
        answer: (probabilities, labels) => mean(ofTrueClass(probabilities, labels).map((p) => -Math.log2(p))),
        hint: "That is in bits. The notebook's logarithm is the natural one.",
      },
      {
        name: "predicted class",
        answer: (probabilities) => mean(probabilities.map((row) => surprise(Math.max(...row)))),
        hint: "You read the largest probability of each row. The label says which one counts, whatever was predicted.",
      },
      {
        name: "all classes",
        answer: (probabilities) => mean(probabilities.map((row) => sum(row.map(surprise)))),
        hint: "You add up all classes. One number of each row is wanted, the one in the label's column.",
      },
    ],
    hint: "Read probabilities[i][labels[i]], take −log, average.",
    shows: "The cross-entropy reads one number of each row. The others count through the sum that is 1.",
  }),

  "2.4/2": numberExercise({
    title: "Ten equal logits",
    level: 2,
    kind: "predict",
    solution: () => Math.floor(Math.log((2 - 2 ** -23) * 2 ** 127) - Math.log(10)),
    within: 0.5,
    mistakes: [
      {
        name: "a single exponential",
        answer: 88,
        hint: "So large an exponential fits by itself. What else must be held by a float32 before it can be divided by?",
      },
      {
        name: "first that fails",
        answer: 87,
        hint: "Near. Multiply the exponential by the number of classes, and compare with the largest float32 once more.",
      },
      {
        name: "decimal exponent",
        answer: 38,
        hint: "That is the exponent of 10. The base here is e, so it may be log 10 times as large, about.",
      },
      {
        name: "float64",
        answer: () => Math.floor(Math.log(Number.MAX_VALUE) - Math.log(10)),
        hint: "That would be right for JavaScript's own numbers, which are float64. Tensors hold float32.",
      },
      {
        name: "float64, a single exponential",
        answer: () => Math.floor(Math.log(Number.MAX_VALUE)),
        hint: "That is where Math.exp gives up, in float64. Tensors hold float32, and softmax has a sum as well.",
      },
    ],
    hint: "Two things must stay below 3.4 · 10³⁸: each exponential, and what softmax divides by.",
    shows:
      "The sum overflows before its terms do. The probabilities then come out as 0 instead of 1/10, and no NaN gives it away.",
  }),

  "2.4/3": functionExercise<[probabilities: number[][], labels: number[]], number[]>({
    title: "Certain, right, and not a number",
    level: 2,
    kind: "find the bug",
    inputs: (rng) => {
      const [a, b] = normalRows(rng, 2, 3).map(softmaxOf);
      const rows = [a, [1, 0, 0], [1 - 1e-12, 1e-12, 0], [0, 0.5, 0.5], b];
      return [rows, [rng.integer(3), 0, 1, 0, rng.integer(3)]];
    },
    solution: (probabilities, labels) => ofTrueClass(probabilities, labels).map(surprise),
    mistakes: [
      {
        name: "as given",
        answer: (probabilities, labels) =>
          probabilities.map((row, i) => -sum(row.map((p, k) => (k === labels[i] ? 1 : 0) * Math.log(p)))),
        hint: "There are still NaNs. What is 0 · log 0, for a class that is not the true one?",
      },
      {
        name: "clipped",
        answer: (probabilities, labels) =>
          ofTrueClass(probabilities, labels).map((p) => surprise(Math.max(p, 1e-7))),
        hint: "No NaN is left, but small probabilities of the true class are clipped: those losses are too small, and their gradient is gone. The logarithm of the others need not be taken at all.",
      },
      {
        name: "zeros skipped",
        answer: (probabilities, labels) =>
          ofTrueClass(probabilities, labels).map((p) => (p === 0 ? 0 : surprise(p))),
        hint: "A sample whose true class was held impossible now has a loss of 0, as if it were perfect. It is infinitely bad.",
      },
    ],
    hint: "Multiply (or pick) first, take the logarithm afterwards: then it is taken of one number per row.",
    shows:
      "Arithmetic on masks computes what it hides: 0 · ∞ is NaN, also where the 0 was to say that it does not matter.",
  }),

  "2.4/4": functionExercise<[logits: number[][], labels: number[]], number[]>({
    title: "The cure by hand",
    level: 2,
    kind: "write",
    inputs: (rng) => {
      const moderate = normals(rng, 4);
      const large = normals(rng, 4).map((value) => 900 + value);
      const small = normals(rng, 4).map((value) => value - 900);
      return [
        [moderate, large, small, [900, 0, -900, rng.normal()]],
        [...labelsBelow(4, rng, 3), 2],
      ];
    },
    solution: (logits, labels) => logits.map((row, i) => logSumExp(row) - row[labels[i]]),
    mistakes: [
      {
        name: "softmax, then the logarithm",
        answer: (logits, labels) =>
          logits.map((row, i) => -Math.log(Math.exp(row[labels[i]]) / sum(row.map((o) => Math.exp(o))))),
        hint: "Logits of 900 overflow, those of −900 underflow: ∞/∞ and 0/0. Take the largest logit out of the exponents.",
      },
      {
        name: "nothing taken out",
        answer: (logits, labels) => logits.map((row, i) => logSumExp(row, 0) - row[labels[i]]),
        hint: "The division is gone, the overflow is not: exp(900) is ∞. Take the largest logit out of the sum, and add it again outside.",
      },
      {
        name: "not added again",
        answer: (logits, labels) =>
          logits.map((row, i) => logSumExp(row) - Math.max(...row) - row[labels[i]]),
        hint: "You took the largest logit out of the exponents and did not add it after the logarithm, or not subtract it from the true one.",
      },
      {
        name: "stable softmax, then the logarithm",
        answer: (logits, labels) => logits.map((row, i) => surprise(softmaxOf(row)[labels[i]])),
        hint: "Nothing overflows any more, but a probability far behind becomes exactly 0 and its loss infinite. Do not go through probabilities: logarithm and exponential of the true logit cancel on paper.",
      },
      {
        name: "largest by amount",
        answer: (logits, labels) =>
          logits.map((row, i) => logSumExp(row, Math.max(...row.map(Math.abs))) - row[labels[i]]),
        hint: "You take out the largest amount. Where all logits are negative, that makes the exponents still smaller: one of them must become 0.",
      },
    ],
    hint: "log Σ exp(o_k) − o_y, with m = max o_k taken out: m + log Σ exp(o_k − m) − o_y.",
    shows: "Losses of thousands are right numbers. What breaks the naive form is the way, not the result.",
  }),

  "2.4/5": functionExercise<[X: number[][], labels: number[], W: number[][]], number[][]>({
    title: "The gradient by the weights",
    level: 2,
    kind: "derive",
    inputs: (rng) => {
      const size = 4 + rng.integer(4);
      return [normalRows(rng, size, 3), labelsBelow(4, rng, size), normalRows(rng, 3, 4)];
    },
    solution: (X, labels, W) => gradientBy(X, errorsOf(X, labels, W), 1 / X.length),
    mistakes: [
      {
        name: "sum for mean",
        answer: (X, labels, W) => gradientBy(X, errorsOf(X, labels, W), 1),
        hint: "That is the gradient of the summed loss. The mean divides by the number of samples.",
      },
      {
        name: "y − ŷ",
        answer: (X, labels, W) => gradientBy(X, errorsOf(X, labels, W), -1 / X.length),
        hint: "All signs are turned: the derivative by the logits is ŷ − y.",
      },
      {
        name: "transposed",
        answer: (X, labels, W) => transposed(gradientBy(X, errorsOf(X, labels, W), 1 / X.length)),
        hint: "The right numbers in the wrong order. A gradient has the shape of what it is taken by, here [d, q].",
      },
      {
        name: "logits for probabilities",
        answer: (X, labels, W) => gradientBy(X, minusCode(logitsOf(X, W), labels), 1 / X.length),
        hint: "You subtract the code from the logits. That is the gradient of the squared loss; softmax has to come between.",
      },
      {
        name: "mean over classes too",
        answer: (X, labels, W) => gradientBy(X, errorsOf(X, labels, W), 1 / (X.length * W[0].length)),
        hint: "Too small by the number of classes. The loss is a mean over samples, and a sum over classes inside.",
      },
    ],
    hint: "Entry [j][k] is the mean over the samples of x_ij (ŷ_ik − y_ik), with y as one-hot code.",
    shows: "Xᵀ(Ŷ − Y)/n is linear regression's gradient with a matrix of errors where a vector was.",
  }),

  "2.4/6": functionExercise<[probabilities: number[][], costs: number[][]], number[]>({
    title: "The cost of a mistake",
    level: 3,
    kind: "derive",
    inputs: (rng) => {
      const probabilities = normalRows(rng, 15, 3).map(softmaxOf);
      const costs = normalRows(rng, 3, 3).map((row, i) =>
        row.map((value, j) => (i === j ? 0 : 5) + 10 * Math.abs(value)),
      );
      return [probabilities, costs];
    },
    solution: (probabilities, costs) =>
      probabilities.map((row) => indexOfSmallest(expectedCosts(row, costs))),
    mistakes: [
      {
        name: "most probable class",
        answer: (probabilities) => probabilities.map(indexOfLargest),
        hint: "That is the most probable class, whatever it costs to be wrong. With these costs the cheapest decision is often another.",
      },
      {
        name: "transposed",
        answer: (probabilities, costs) =>
          probabilities.map((row) => indexOfSmallest(expectedCosts(row, transposed(costs)))),
        hint: "Rows and columns are exchanged: the first index of costs is what the patient has, the second what you decide.",
      },
      {
        name: "dearest",
        answer: (probabilities, costs) =>
          probabilities.map((row) => indexOfLargest(expectedCosts(row, costs))),
        hint: "These are the decisions with the largest expected cost.",
      },
      {
        name: "as if the most probable class were certain",
        answer: (probabilities, costs) =>
          probabilities.map((row) => indexOfSmallest(costs[indexOfLargest(row)])),
        hint: "You take the most probable class for certain and choose what is cheapest then. The improbable classes have costs too: weigh them.",
      },
    ],
    hint: "The expected cost of decision j is Σᵢ pᵢ costs[i][j]. Compute it for each j.",
    shows:
      "Probabilities are worth more than a class: with them the decision can follow the costs, and be changed without training again.",
  }),

  "2.4/7": choiceExercise({
    title: "Reading the two charts",
    level: 2,
    kind: "choose",
    statements: {
      a: "In the first epoch the training accuracy lies below the validation accuracy. That is a mistake in the program, since a model does best on the pictures that it learns from.",
      b: "A validation loss that is higher after one epoch than after the one before shows that the model has begun to overfit.",
      c: "The training loss would go on falling if we trained for longer.",
      d: "If we kept the parameters of the epoch with the greatest validation accuracy, that accuracy would on average be higher than the one on new pictures.",
      e: "Each step goes downhill, so the validation loss can only fall until the model overfits.",
    },
    solution: ["c", "d"],
    hints: {
      a: "When during the epoch is each batch of the training set measured, and when the validation set?",
      b: "Look at the epochs after the rise. Does overfitting go away by itself?",
      c: "Compare the last two or three points of the training loss.",
      d: "The best of ten numbers that jump was also lucky.",
      e: "For which pictures does a step go downhill, and does a long step do even that?",
    },
    shows:
      "A running mean looks back over its epoch, and a curve that jumps needs more than one point before it says anything.",
  }),

  "2.4/8": choiceExercise({
    title: "True of classifiers",
    level: 1,
    kind: "choose",
    statements: {
      a: "Whoever tries twenty learning rates and reports the best of the twenty test accuracies has, on average, reported too high an accuracy.",
      b: "With weights of zero, the first mean loss on a problem of 100 classes is log 100, about 4.6.",
      c: "The class with the largest logit may differ from the class with the largest probability.",
      d: "Once a weight has become NaN, smaller steps from then on bring it back.",
      e: "A model with an accuracy of 0.9 can have a recall of 0 for one of ten classes of the same size.",
      f: "The share of shirts among all pictures that were predicted to be shirts is the recall of shirts.",
    },
    solution: ["a", "b", "e"],
    hints: {
      a: "Let all twenty models be equally good. Would their accuracies on the same 10,000 pictures be equal too, and which one would be reported?",
      b: "What does softmax make of equal logits, and what is −log of that?",
      c: "Softmax divides each row by one number, and exp grows. Can that change an order?",
      d: "What is NaN minus any number?",
      e: "Let nine classes be recognised without a mistake.",
      f: "Is that share taken along a row of the confusion matrix (one actual class) or along a column (one predicted class)?",
    },
    shows:
      "Small cases settle such statements: equal logits, one column of a matrix, twenty models of which none is better.",
  }),
};

import { data, models } from "linear-networks";
import { dot, mean, normals, sum } from "../arithmetic";
import { choiceExercise } from "../choice-exercise";
import { functionExercise } from "../function-exercise";
import { improveExercise } from "../improve-exercise";
import { once } from "../needed";
import { numberExercise } from "../number-exercise";

const allSales = once(data.houses);
const squareMetresInASquareFoot = 0.09290304;

const median = (values: readonly number[]) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};
const residualsOf = (X: number[][], y: number[], w: number[]) => X.map((row, i) => dot(row, w) - y[i]);
const columnSums = (X: number[][], r: number[], scale: number) =>
  X[0].map((_, j) => sum(X.map((row, i) => row[j] * r[i])) * scale);

/** R² of a model fitted to every other sale, on the sales between them. `featuresOf` is given copies. */
function rSquaredOnUnseenSales(
  featuresOf: (sale: data.HouseSale) => number[],
  sales: readonly data.HouseSale[],
): number {
  const [seen, unseen] = [0, 1].map((half) => sales.filter((_, i) => i % 2 === half));
  const { w, b } = models.fitLeastSquares(
    seen.map((sale) => featuresOf({ ...sale })),
    seen.map(({ price }) => price),
  );
  const prices = unseen.map(({ price }) => price);
  const errors = unseen.map((sale, i) => prices[i] - b - dot(featuresOf({ ...sale }), w));
  const average = mean(prices);
  return 1 - sum(errors.map((e) => e ** 2)) / sum(prices.map((price) => (price - average) ** 2));
}

/** The exercises of notebook 1-1-linear-regression. */
export const exercises = {
  "1.1/1": functionExercise<[x: number[], w: number[], b: number], number>({
    title: "The price of one house",
    level: 1,
    kind: "write",
    inputs: (rng) => [normals(rng, 3), normals(rng, 3), rng.normal()],
    solution: (x, w, b) => dot(x, w) + b,
    mistakes: [
      {
        name: "bias left out",
        answer: (x, w) => dot(x, w),
        hint: "The weighted sum is there. What would the model predict for a house whose features are all 0?",
      },
      {
        name: "weights left out",
        answer: (x, _, b) => sum(x) + b,
        hint: "The features are added as they are. Each must first be multiplied by its weight.",
      },
      {
        name: "bias once per feature",
        answer: (x, w, b) => sum(x.map((value, j) => value * w[j] + b)),
        hint: "The bias is added inside the sum, once for each feature. It belongs to the house, not to a feature.",
      },
    ],
    hint: "Write out w₁x₁ + w₂x₂ + w₃x₃ + b for one house by hand, and compare term by term.",
    shows: "A linear model costs one multiplication per feature, and one addition for the bias.",
  }),

  "1.1/2": functionExercise<[prices: number[]], { squared: number; absolute: number }>({
    title: "The best single price",
    level: 1,
    kind: "write",
    trials: 8,
    inputs: (rng) => [normals(rng, 4 + rng.integer(4)).map((value) => Math.exp(2 * value))],
    solution: (prices) => ({ squared: mean(prices), absolute: median(prices) }),
    mistakes: [
      {
        name: "swapped",
        answer: (prices) => ({ squared: median(prices), absolute: mean(prices) }),
        hint: "Both numbers are right, but the wrong way round. Under which of the two losses does a single huge price pull harder?",
      },
      {
        name: "middle of the unsorted list",
        answer: (prices) => ({ squared: mean(prices), absolute: prices[prices.length >> 1] }),
        hint: "For the absolute loss you take the element in the middle of the list as it comes. The list is not sorted.",
      },
      {
        name: "even counts",
        answer: (prices) => ({
          squared: mean(prices),
          absolute: [...prices].sort((a, b) => a - b)[prices.length >> 1],
        }),
        hint: "For an even number of prices there are two in the middle. By convention, take the mean of the two.",
      },
    ],
    hint: "Set the derivative of the mean loss to zero. For ½(p − c)² it is the mean of c − p; for |p − c| it counts how many prices lie on either side.",
    shows:
      "The squared loss is smallest at the mean, the absolute loss at the median: they estimate different things.",
  }),

  "1.1/3": functionExercise<[X: number[][], y: number[], w: number[]], number[]>({
    title: "The gradient of the mean loss",
    level: 2,
    kind: "derive",
    inputs: (rng) => {
      const n = 4 + rng.integer(3);
      return [Array.from({ length: n }, () => normals(rng, 3)), normals(rng, n), normals(rng, 3)];
    },
    solution: (X, y, w) => columnSums(X, residualsOf(X, y, w), 1 / X.length),
    mistakes: [
      {
        name: "sum for mean",
        answer: (X, y, w) => columnSums(X, residualsOf(X, y, w), 1),
        hint: "The direction is right, but the vector is n times too long: L is a mean over the samples.",
      },
      {
        name: "missing ½",
        answer: (X, y, w) => columnSums(X, residualsOf(X, y, w), 2 / X.length),
        hint: "The vector is twice as long as it should be: L has a ½, which cancels the 2 from the derivative of the square.",
      },
      {
        name: "wrong sign",
        answer: (X, y, w) => columnSums(X, residualsOf(X, y, w), -1 / X.length),
        hint: "It points the wrong way: along it the loss falls. A gradient points in the direction in which the loss grows.",
      },
      {
        name: "residuals returned",
        answer: (X, y, w) => residualsOf(X, y, w),
        hint: "These are the residuals, one per sample. The gradient has one component per weight: multiply each residual by its sample's feature before you sum.",
      },
    ],
    hint: "∂L/∂wⱼ = (1/n) Σᵢ rᵢ xᵢⱼ with the residuals rᵢ = ⟨w, xᵢ⟩ − yᵢ. Check one component by moving wⱼ a little.",
    shows: "Xᵀ(Xw − y)/n: every sample pulls on the weights in proportion to its error times its features.",
  }),

  "1.1/4": numberExercise({
    title: "The same model in square metres",
    level: 1,
    kind: "predict",
    solution: async () => {
      const sales = await allSales();
      const X = sales.map((s) => [s.bedrooms, s.bathrooms, s.livingArea * squareMetresInASquareFoot]);
      return models.fitLeastSquares(
        X,
        sales.map(({ price }) => price),
      ).w[2];
    },
    within: 1,
    mistakes: [
      {
        name: "factor the wrong way round",
        answer: 309.392 * squareMetresInASquareFoot,
        hint: "You multiplied by the square metres in a square foot. Is a square metre worth less than a square foot, or more?",
      },
      {
        name: "unchanged",
        answer: 309.392,
        hint: "That is the price of a square foot. The feature's unit changes and the prices do not. What must the weight do?",
      },
      {
        name: "length for area",
        answer: 309.392 / 0.3048,
        hint: "You converted a length. An area scales with the square of the length.",
      },
    ],
    hint: "The prediction must stay the same for every house: weight × feature does not change when the unit does.",
    shows:
      "A weight has a unit: the target's per the feature's. Scaling a feature scales its weight the other way, and no prediction changes.",
  }),

  "1.1/5": functionExercise<[x: number[], y: number[]], { slope: number; intercept: number }>({
    title: "A line that misses",
    level: 2,
    kind: "find the bug",
    inputs: (rng) => {
      const x = normals(rng, 6).map((value) => value + 3);
      return [x, x.map((value) => 2 * value + 5 + rng.normal())];
    },
    solution: (x, y) => {
      const centred = x.map((value) => value - mean(x));
      const slope = dot(centred, y) / dot(centred, centred);
      return { slope, intercept: mean(y) - slope * mean(x) };
    },
    mistakes: [
      {
        name: "as given",
        answer: (x, y) => ({
          slope: dot(x, y) / dot(x, x),
          intercept: mean(y) - (dot(x, y) / dot(x, x)) * mean(x),
        }),
        hint: "The slope is still that of the best line through the origin. A bias frees the line from the origin: measure x from its mean.",
      },
      {
        name: "intercept is the mean",
        answer: (x, y) => {
          const centred = x.map((value) => value - mean(x));
          return { slope: dot(centred, y) / dot(centred, centred), intercept: mean(y) };
        },
        hint: "The slope is right. The line passes through the point of means (x̄, ȳ); your intercept is its height there, not at x = 0.",
      },
      {
        name: "divided by n",
        answer: (x, y) => {
          const centred = x.map((value) => value - mean(x));
          const slope = dot(centred, y) / x.length;
          return { slope, intercept: mean(y) - slope * mean(x) };
        },
        hint: "The numerator is a covariance times n. Divide by what the same sum gives for x with itself, not by n.",
      },
    ],
    hint: "Compare with models.fitLeastSquares(x.map((v) => [v]), y), and print slope and intercept of both.",
    shows:
      "With a bias, only deviations from the means decide the slope: that is what the column of ones does.",
  }),

  "1.1/6": choiceExercise({
    title: "What a negative weight says",
    level: 2,
    kind: "choose",
    statements: {
      a: "Among houses of the same living area and number of bathrooms in these data, those with more bedrooms sold for less on average, as far as a linear model can tell.",
      b: "Tearing down a wall between two bedrooms raises the price of a house by about 57,861 dollars.",
      c: "On bedrooms alone the slope is negative as well.",
      d: "If a feature is left out of the model, the weights of the others may change, even their signs.",
      e: "With linearly dependent columns the predictions of the best models still agree on the training data, although their weights differ.",
    },
    solution: ["a", "d", "e"],
    hints: {
      a: "Think of what is held fixed: the weight compares houses that differ in bedrooms and agree in the other features.",
      b: "The data are sales of different houses, none of which was rebuilt. Which statement is about causes?",
      c: "Section 8 prints the slope on bedrooms alone. Look at its sign.",
      d: "Compare the weight of the bedrooms with and without the living area in the model.",
      e: "Where Xv = 0, the weights w and w + v give the same Xw. Which of the two, weights or predictions, is then still unique?",
    },
    shows:
      "A weight compares houses in these data with all other features held fixed. It says nothing about causes.",
  }),

  "1.1/7": improveExercise<(sale: data.HouseSale) => number[], readonly data.HouseSale[]>({
    title: "Better than half the variance",
    level: 3,
    kind: "improve",
    unit: "R² on unseen sales",
    data: allSales,
    measure: rSquaredOnUnseenSales,
    goodEnough: (rSquared) => rSquared >= 0.65 && rSquared < 0.99,
    solution: (s) => [
      s.bathrooms,
      s.livingArea,
      s.grade,
      s.yearBuilt,
      s.waterfront,
      s.view,
      s.latitude,
      s.longitude,
    ],
    mistakes: [
      {
        name: "the price as a feature",
        answer: (s) => [s.livingArea, s.price],
        made: (_, rSquared) => rSquared >= 0.99,
        hint: "The price is among the features. It is what the model should predict, and no buyer knows it beforehand.",
      },
      {
        name: "the notebook's three",
        answer: (s) => [s.bedrooms, s.bathrooms, s.livingArea],
        made: (_, rSquared) => rSquared < 0.55,
        hint: "That is as far as rooms and areas go. What makes the same house more expensive in another place, or of another quality?",
      },
      {
        name: "place without quality",
        answer: (s) => [s.bedrooms, s.bathrooms, s.livingArea, s.latitude],
        made: () => true,
        hint: "That is better than the notebook's three. Other columns say things that these do not: list the fields of a sale.",
      },
    ],
    hint: "Look through the fields of a sale for what a buyer would ask about.",
    shows: "The model is the same, but it knows more. Location, quality and age were missing.",
  }),

  "1.1/8": functionExercise<[errors: number[], scale: number], number>({
    title: "Another noise, another loss",
    level: 3,
    kind: "derive",
    inputs: (rng) => [normals(rng, 5), 0.5 + rng.uniform()],
    solution: (errors, scale) => errors.length * Math.log(2 * scale) + sum(errors.map(Math.abs)) / scale,
    mistakes: [
      {
        name: "normalisation left out",
        answer: (errors, scale) => sum(errors.map(Math.abs)) / scale,
        hint: "The part that depends on the errors is right. The density also has a factor in front of the exponential, whose logarithm counts once per sample.",
      },
      {
        name: "normal noise",
        answer: (errors, scale) =>
          (errors.length / 2) * Math.log(2 * Math.PI * scale ** 2) +
          sum(errors.map((e) => e ** 2)) / (2 * scale ** 2),
        hint: "This is the negative log-likelihood of normal noise. The density in the question has |ε| in its exponent, not ε².",
      },
      {
        name: "likelihood without the minus",
        answer: (errors, scale) => -errors.length * Math.log(2 * scale) - sum(errors.map(Math.abs)) / scale,
        hint: "This is the log-likelihood. The exercise asks for its negative, which is to be made small.",
      },
    ],
    hint: "The likelihood is the product of the densities of the errors. Take its logarithm and change the sign.",
    shows: "Laplace noise leads to the absolute loss, as normal noise leads to the squared loss.",
  }),
};

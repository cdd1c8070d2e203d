import { functionExercise } from "./function-exercise";

/** The exercises of notebook 1-1-linear-regression. */
export const linearRegressionExercises = {
  "1.1/1": functionExercise<[x: number[], w: number[], b: number], number>({
    title: "The price of one house",
    level: 1,
    kind: "write",
    inputs: (rng) => [Array.from(rng.normals(3)), Array.from(rng.normals(3)), rng.normal()],
    solution: (x, w, b) => x.reduce((sum, value, j) => sum + w[j] * value, b),
    mistakes: [
      {
        name: "bias left out",
        answer: (x, w) => x.reduce((sum, value, j) => sum + w[j] * value, 0),
        hint: "The weighted sum is there. A house without rooms and without area would cost nothing: what is added to the sum?",
      },
      {
        name: "weights left out",
        answer: (x, _, b) => x.reduce((sum, value) => sum + value, b),
        hint: "The features are added as they are. Each must first be multiplied by its weight.",
      },
    ],
    hint: "Write out ŷ = w₁x₁ + w₂x₂ + w₃x₃ + b for one house, and compare term by term.",
    shows: "A linear model is one multiplication a feature, and one addition for the bias.",
  }),
};

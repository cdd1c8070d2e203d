import { todo } from "../../lib/src/notebook/answer";
import { numberExercise } from "../../exercises/src/number-exercise";

let computed = 0;
const exercise = numberExercise({
  ...{ title: "Sum", level: 1, kind: "predict", shows: "Shown.", hint: "Add them up." },
  solution: () => {
    computed += 1;
    return Promise.resolve(10);
  },
  within: 0.5,
  mistakes: [
    { name: "half", answer: 5, hint: "Where is the other half?" },
    { name: "double", answer: () => 20, hint: "Twice too much." },
  ],
});

test.each([10, 9.5, 10.5])("%d is near enough to 10", async (answer) => {
  expect(await exercise.judge(answer)).toEqual({ verdict: "right", shows: "Shown." });
});

test.each([
  [5.4, "Where is the other half?"],
  [20, "Twice too much."],
  [10.6, "Add them up."],
  [-10, "Add them up."],
  [NaN, "A finite number is wanted, got NaN."],
  [Infinity, "A finite number is wanted, got Infinity."],
])("%d gets the hint that helps", async (answer, hint) => {
  expect(await exercise.judge(answer)).toEqual({ verdict: "wrong", hint });
});

test.each([["10"], [[10]], [null], [{}], [true]])("%p is no number", async (answer) => {
  expect(await exercise.judge(answer as unknown as number)).toEqual({
    verdict: "wrong",
    hint: "A number is wanted.",
  });
});

test("the solution is computed when it is first needed, and once", () => {
  expect(computed).toBe(1);
});

test("a function that is still to be written is left to check, which knows what it means", async () => {
  await expect(exercise.judge(() => todo())).rejects.toThrow(/still to be written/);
});

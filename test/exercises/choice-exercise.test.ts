import { choiceExercise } from "../../exercises/src/choice-exercise";

const exercise = choiceExercise({
  ...{ title: "True ones", level: 2, kind: "choose", shows: "Shown." },
  statements: { a: "1 < 2", b: "2 < 1", c: "3 < 4" },
  solution: ["a", "c"],
  hints: { a: "Hint on a.", b: "Hint on b.", c: "Hint on c." },
});

test("all true statements and no other are right, in any order", async () => {
  expect(await exercise.judge(["c", "a"])).toEqual({ verdict: "right", shows: "Shown." });
});

test("the first statement that was judged wrongly decides the hint", async () => {
  expect(await exercise.judge([])).toMatchObject({ hint: "Hint on a." });
  expect(await exercise.judge(["a", "b"])).toMatchObject({ hint: "Hint on b." });
  expect(await exercise.judge(["a"])).toMatchObject({ hint: "Hint on c." });
});

test("a wrong judgement of each statement is an expected mistake", async () => {
  expect(exercise.mistakes.map(({ name, answer }) => [name, answer])).toEqual([
    ["left out a", ["c"]],
    ["chose b", ["a", "b", "c"]],
    ["left out c", ["a"]],
  ]);
  for (const { answer, hint } of exercise.mistakes) {
    expect(await exercise.judge(answer)).toEqual({ verdict: "wrong", hint });
  }
});

test.each([["a"], [["d"]], [null], [["a", 3]], [{ a: true }]])(
  "%p is told what is wanted",
  async (answer) => {
    expect(await exercise.judge(answer as never)).toEqual({
      verdict: "wrong",
      hint: "An array of letters from a, b, c is wanted.",
    });
  },
);

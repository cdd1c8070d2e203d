import * as tf from "@tensorflow/tfjs";
import { todo } from "../../lib/src/notebook/answer";
import { functionExercise } from "../../exercises/src/function-exercise";
import { normals } from "../../exercises/src/arithmetic";
import { useBackend } from "../../lib/src/base/backend";
import { tensorsLeftBy } from "../../lib/src/base/memory";

beforeAll(useBackend);

const total = (values: number[]) => values.reduce((sum, value) => sum + value, 0);
const meanOfValues = functionExercise<[values: number[]], number>({
  ...{ title: "Mean", level: 1, kind: "write", shows: "Shown.", hint: "Think of the mean." },
  inputs: (rng) => [normals(rng, 3 + rng.integer(4))],
  solution: (values) => total(values) / values.length,
  mistakes: [
    { name: "sum for mean", answer: total, hint: "That is the sum." },
    { name: "n − 1", answer: (values) => total(values) / (values.length - 1), hint: "One too few." },
  ],
});
const wrong = (hint: string) => ({ verdict: "wrong", hint });
const right = { verdict: "right", shows: "Shown." };
/** For answers that the compiler would refuse. */
const judge = (answer: unknown) => meanOfValues.judge(answer as (values: number[]) => number);

test("a right answer is right, also one that computes it another way or answers with a promise", async () => {
  const others = [
    (values: number[]) => values.reduce((mean, value, i) => mean + (value - mean) / (i + 1), 0),
    (values: number[]) => Promise.resolve(total(values) / values.length),
    (values: number[]) => total(values) / values.length + 1e-6,
  ];
  for (const answer of others) expect(await judge(answer)).toEqual(right);
});

test("each mistake that was expected gets its own hint, another one the general hint", async () => {
  expect(await judge(total)).toEqual(wrong("That is the sum."));
  expect(await judge((values: number[]) => total(values) / (values.length - 1))).toEqual(
    wrong("One too few."),
  );
  expect(await judge((values: number[]) => values[0])).toEqual(wrong("Think of the mean."));
});

test("an answer that is right on the first input only is not right", async () => {
  const first: number[] = [];
  const remembers = (values: number[]) => {
    first.push(total(values) / values.length);
    return first[0];
  };
  expect(await judge(remembers)).toEqual(wrong("Think of the mean."));
});

test.each([
  ["a string", () => "1", "It returns a string; a number is wanted."],
  ["nothing", () => undefined, "It returns nothing (is a `return` missing?); a number is wanted."],
  ["an array", () => [1, 2], "It returns an array of 2; a number is wanted."],
  ["a tensor", () => tf.zeros([2, 1]), "It returns a tensor of shape [2, 1]; a number is wanted."],
  ["a promise of null", () => Promise.resolve(null), "It returns null; a number is wanted."],
  ["NaN", () => NaN, "It returns NaN where a number is wanted."],
])("an answer that returns %s is told what is wanted", async (_, answer, hint) => {
  expect(await judge(answer)).toEqual(wrong(hint));
});

test("an error in an answer is told with its name and message, whatever was thrown", async () => {
  const throwing = (thrown: unknown) => () => {
    throw thrown;
  };
  expect(await judge(throwing(new RangeError("no such row")))).toEqual(
    wrong("It threw RangeError: no such row"),
  );
  expect(await judge(throwing("a text"))).toEqual(wrong("It threw Error: a text"));
  expect(await judge(() => Promise.reject(new Error("later")))).toEqual(wrong("It threw Error: later"));
});

test("what is still to be written is not answered, also inside a promise", async () => {
  expect(await judge(() => todo())).toEqual({ verdict: "unanswered" });
  expect(await judge(() => Promise.resolve().then(todo))).toEqual({ verdict: "unanswered" });
});

test.each([[3], ["f"], [{}], [null]])("%p is no function", async (answer) => {
  expect(await judge(answer)).toEqual(wrong("A function is wanted."));
});

test("an answer that must refuse some inputs is told so", async () => {
  const root = functionExercise<[x: number], number>({
    ...{ title: "Root", level: 1, kind: "write", shows: "Shown.", hint: "?", mistakes: [] },
    inputs: (rng) => [rng.normal()],
    trials: 12,
    solution: (x) => {
      if (x < 0) throw new RangeError("negative");
      return Math.sqrt(x);
    },
  });
  expect(await root.judge(root.solution)).toMatchObject({ verdict: "right" });
  expect(await root.judge((x) => Math.sqrt(Math.max(0, x)))).toEqual(
    wrong("There are inputs that it must refuse by throwing, and it does not."),
  );
});

test("an answer that spoils its inputs spoils nobody else's, not even inputs that are shared", async () => {
  const shared = { rows: [[1, 2]], weights: Float32Array.of(3, 4), X: tf.tensor1d([5, 6]) };
  const spoilt = functionExercise<[typeof shared, tf.Tensor1D], number>({
    ...{ title: "Sum", level: 1, kind: "write", shows: "Shown.", hint: "?", mistakes: [] },
    inputs: () => [shared, shared.X],
    solution: ({ rows, weights, X }, again) =>
      rows[0][1] + weights[1] + X.dataSync()[0] + again.dataSync()[1],
  });
  const spoils: typeof spoilt.solution = (given, again) => {
    const result = spoilt.solution(given, again);
    given.rows[0][1] = 100;
    given.rows.pop();
    given.weights.fill(0);
    given.X.dispose();
    again.dispose();
    return result;
  };
  expect(await spoilt.judge(spoils)).toMatchObject({ verdict: "right" });
  expect(await spoilt.judge(spoilt.solution)).toMatchObject({ verdict: "right" });
  expect(shared.rows).toEqual([[1, 2]]);
  expect(Array.from(shared.X.dataSync())).toEqual([5, 6]);
  shared.X.dispose();
});

test("tensors that an answer makes are freed, those of an answer that throws or waits too", async () => {
  const answers = [
    () => tf.zeros([3]).add(1).sum().dataSync()[0],
    async () => {
      const kept = tf.ones([2]);
      await Promise.resolve();
      return kept.add(1);
    },
    () => {
      tf.ones([4]);
      throw new Error("half way");
    },
  ];
  for (const answer of answers) {
    const { tensors } = await tensorsLeftBy(() => judge(answer));
    expect(tensors).toBe(0);
  }
});

test("the constant that it is tried against is right for one input, and found out", async () => {
  expect(await meanOfValues.judge(meanOfValues.constant as () => number)).toMatchObject({ verdict: "wrong" });
});

import * as tf from "@tensorflow/tfjs";
import { todo } from "../../lib/src/notebook/answer";
import { improveExercise } from "../../exercises/src/improve-exercise";
import { useBackend } from "../../lib/src/base/backend";
import { tensorsLeftBy } from "../../lib/src/base/memory";

beforeAll(useBackend);

type Step = (w: number) => number;
const exercise = improveExercise<Step>({
  ...{ title: "Smaller", level: 3, kind: "improve", shows: "Shown.", hint: "Try again." },
  unit: "distance",
  measure: async (step) => {
    tf.ones([3]);
    await Promise.resolve();
    return Math.abs(step(1));
  },
  goodEnough: (distance) => distance <= 0.1,
  solution: () => 0,
  mistakes: [
    { name: "away", answer: (w) => 2 * w, made: (_, distance) => distance > 1, hint: "Further away." },
  ],
});

test("a result that is good enough is right, and the figure is said", async () => {
  expect(await exercise.judge((w) => w / 16)).toEqual({
    verdict: "right",
    shows: "distance: 0.0625. Shown.",
  });
});

test("a result that is not gets the hint of its mistake, or the general one, after its figure", async () => {
  expect(await exercise.judge((w) => 3 * w)).toEqual({
    verdict: "wrong",
    hint: "distance: 3. Further away.",
  });
  expect(await exercise.judge((w) => w / 2)).toEqual({ verdict: "wrong", hint: "distance: 0.5. Try again." });
});

test("no number is not good enough", async () => {
  expect(await exercise.judge(() => NaN)).toEqual({ verdict: "wrong", hint: "distance: NaN. Try again." });
});

test("an error is told, and what is still to be written is not answered", async () => {
  const fails = () => {
    throw new TypeError("no step");
  };
  expect(await exercise.judge(fails)).toEqual({ verdict: "wrong", hint: "It threw TypeError: no step" });
  expect(await exercise.judge(() => todo())).toEqual({ verdict: "unanswered" });
});

test("tensors made by trying an answer are freed", async () => {
  const { tensors } = await tensorsLeftBy(() => exercise.judge((w) => tf.scalar(w).dataSync()[0]));
  expect(tensors).toBe(0);
});

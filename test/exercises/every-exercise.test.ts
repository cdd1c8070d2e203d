import { todo, unanswered } from "../../lib/src/exercises/answer";
import type { Exercise } from "../../lib/src/exercises/exercise";
import { type ExerciseId, exercises } from "../../lib/src/exercises/registry";
import { verdictOn } from "../../lib/src/notebook/check";
import { useBackend } from "../../lib/src/base/backend";
import { tensorsLeftBy } from "../../lib/src/base/memory";

const all = Object.entries(exercises as unknown as Record<string, Exercise<unknown>>);

beforeAll(useBackend);

describe.each(all)("exercise %s", (id, exercise) => {
  const verdict = (answer: unknown) => verdictOn(id as ExerciseId, answer);

  test("says that its solution is right, and leaves no tensor", async () => {
    const { result, tensors } = await tensorsLeftBy(() => verdict(exercise.solution));
    expect(result).toMatchObject({ verdict: "right" });
    expect(tensors).toBe(0);
  });

  test("expects at least two mistakes, each with a hint of its own", async () => {
    expect(exercise.mistakes.length).toBeGreaterThanOrEqual(2);
    expect(new Set(exercise.mistakes.map(({ hint }) => hint)).size).toBe(exercise.mistakes.length);
    for (const { name, answer, hint } of exercise.mistakes) {
      const judged = await verdict(answer);
      expect({ name, ...judged }).toEqual({
        name,
        verdict: "wrong",
        hint: expect.stringContaining(hint) as string,
      });
    }
  });

  test("does not take what is still to be written for an answer", async () => {
    expect(await verdict(unanswered)).toEqual({ verdict: "unanswered" });
    expect(await verdict(exercise.constant ? () => todo() : unanswered)).toEqual({ verdict: "unanswered" });
  });

  test("is not fooled by a constant", async () => {
    const constants: unknown[] = exercise.constant
      ? [exercise.constant, () => 0, () => [], () => undefined]
      : [0, 1, NaN, [], "", {}];
    for (const constant of constants) expect(await verdict(constant)).toMatchObject({ verdict: "wrong" });
  });
});

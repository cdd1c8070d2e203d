import { useBackend } from "../../lib/src/base/backend";
import { tensorsLeftBy } from "../../lib/src/base/memory";
import { todo, unanswered } from "../../lib/src/notebook/answer";
import { judgementOf } from "../../lib/src/notebook/check";
import { exercises } from "../support/all-exercises";

beforeAll(useBackend);

describe.each(Object.entries(exercises))("exercise %s", (id, exercise) => {
  const verdict = (answer: unknown) => judgementOf(id, answer);

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

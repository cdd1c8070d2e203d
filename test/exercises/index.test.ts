import type { ExercisesPackage } from "../../lib/src/notebook/exercises";
import { allSections, type AnswerTo, judge, sections } from "../../exercises/src/index";
import { exercises } from "../support/all-exercises";

test("every file of sections/ is listed, in the order of the notebooks, and holds the exercises of its section", async () => {
  const found = await allSections();
  expect(found.map(({ number }) => number)).toEqual([...Object.keys(sections)].sort());
  expect(Object.assign({}, ...found.map((section) => section.exercises))).toEqual(exercises);
  for (const { number, exercises: inSection } of found) {
    expect(Object.keys(inSection)).toEqual(Object.keys(inSection).map((_, i) => `${number}/${i + 1}`));
  }
});

test("an answer loads the section that it belongs to, and no other", async () => {
  const loads = Object.entries(sections).map(
    ([number, section]) => [number, jest.spyOn(section, "load")] as const,
  );
  expect(await judge("1.3/5", "no number")).toMatchObject({ verdict: "wrong" });
  expect(loads.filter(([, load]) => load.mock.calls.length > 0).map(([number]) => number)).toEqual(["1.3"]);
  jest.restoreAllMocks();
});

test("the package is what the library takes it for, and knows the type of each answer", () => {
  const asSeenByTheLibrary: ExercisesPackage = { judge, allSections };
  const answers: [AnswerTo<"1.1/4">, AnswerTo<"1.1/1">] = [4, (x, w, b) => x[0] * w[0] + b];
  // @ts-expect-error 1.1/4 asks for a number
  const wrong: AnswerTo<"1.1/4"> = "4";
  expect([asSeenByTheLibrary, answers, wrong]).toHaveLength(3);
});

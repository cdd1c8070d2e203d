import { brokenPromises, countsTable, exerciseCounts } from "../../tools/notebooks/exercise-counts.mjs";

const mistakes = (...hints: string[]) => hints.map((hint) => ({ name: hint, hint }));
const made = (level: number, kind: string, ...hints: string[]) => ({
  level,
  kind,
  mistakes: mistakes(...hints),
});
const exercises = {
  "1.1/1": { ...made(1, "write", "a", "b"), hint: "c" },
  "1.1/2": made(3, "choose", "a", "d", "e"),
  "2.1/1": made(1, "write", "f", "f"),
};

test("exercises, levels, kinds, mistakes and different hints are counted for each notebook and for all", () => {
  expect(exerciseCounts(exercises, ["1.1", "2.1"])).toEqual([
    { section: "1.1", exercises: 2, levels: [1, 0, 1], kinds: [1, 0, 0, 0, 1, 0], mistakes: 5, hints: 5 },
    { section: "2.1", exercises: 1, levels: [1, 0, 0], kinds: [1, 0, 0, 0, 0, 0], mistakes: 2, hints: 1 },
    { section: "all", exercises: 3, levels: [2, 0, 1], kinds: [2, 0, 0, 0, 1, 0], mistakes: 7, hints: 6 },
  ]);
});

test("each promise that is broken is told", () => {
  expect(brokenPromises(exercises, ["1.1", "1.5"])).toEqual([
    "exercises of 1.1: 2, at least 6 are promised",
    "exercises of 1.5: 0, at least 5 are promised",
    "exercises: 3, at least 60 are promised",
    "kinds: 2, at least 4 are promised",
    "levels: 2, at least 3 are promised",
    "anticipated mistakes of 2.1/1: 1, at least 2 are promised",
  ]);
});

test("enough exercises break none", () => {
  const kinds = ["write", "predict", "derive", "choose"];
  const many = Object.fromEntries(
    Array.from({ length: 60 }, (_, i) => [
      `1.${1 + (i % 4)}/${1 + Math.floor(i / 4)}`,
      made(1 + (i % 3), kinds[i % 4], "a", "b"),
    ]),
  );
  expect(brokenPromises(many, ["1.1", "1.2", "1.3", "1.4"])).toEqual([]);
});

test("the table has a line a notebook and the sum at its end, in columns", () => {
  const lines = countsTable(exerciseCounts(exercises, ["1.1", "2.1"])).split("\n");
  expect(lines).toHaveLength(6);
  expect(new Set(lines.map(({ length }) => length)).size).toBe(1);
  expect(lines[0]).toMatch(/^notebook {2}exercises {2}●○○ .* mistakes {2}hints$/);
  expect(lines[5]).toMatch(/^all +3 +2 +0 +1 +2 +0 +0 +0 +1 +0 +7 +6$/);
});

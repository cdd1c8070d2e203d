import type { Level } from "../../lib/src/exercises/exercise";
import { progressRows, progressText, progressTitle } from "../../lib/src/exercises/progress-rows";
import { sections } from "../../lib/src/exercises/sections";
import type { AnswerState } from "../../lib/src/exercises/solved";

const exercise = (title: string, level: Level) => ({ title, level });
// Not in order, and with ten exercises in a notebook, so that "10" could come before "2".
const exercises = Object.fromEntries([
  ["2.1/1", exercise("Odds", 2)],
  ...[10, 2, 1].map((number) => [`1.1/${number}`, exercise(`Title ${number}`, 1)] as const),
]);
const rowsWith = (solved: Record<string, AnswerState>) =>
  progressRows(exercises, new Map(Object.entries(solved)));

test("each notebook with exercises has a row, in the order of its numbers", () => {
  const rows = rowsWith({ "1.1/10": "tried", "2.1/1": "solved" });
  expect(rows.map(({ name }) => name)).toEqual(["1.1 Linear regression", "2.1 Softmax regression"]);
  expect(rows[0].marks).toEqual([
    { id: "1.1/1", title: "Title 1", level: 1, state: "open" },
    { id: "1.1/2", title: "Title 2", level: 1, state: "open" },
    { id: "1.1/10", title: "Title 10", level: 1, state: "tried" },
  ]);
  expect(rows[1].marks[0].state).toBe("solved");
});

test("an exercise that is remembered but does not exist any more counts for nothing", () => {
  expect(rowsWith({ "1.1/99": "solved", "9.9/1": "solved" })).toEqual(rowsWith({}));
});

test("the title says where the reader stands and where to go on", () => {
  expect(progressTitle(rowsWith({ "1.1/2": "tried" }))).toBe(
    "4 exercises, none solved yet: 1.1/1 is a place to begin",
  );
  expect(progressTitle(rowsWith({ "1.1/1": "solved" }))).toBe(
    "1 of 4 exercises is solved; the first that is not is 1.1/2",
  );
  const all = Object.fromEntries(Object.keys(exercises).map((id) => [id, "solved" as const]));
  expect(progressTitle(rowsWith(all))).toBe("All 4 exercises are solved");
});

test("the words tell each exercise's state, a line a notebook", () => {
  expect(progressText(rowsWith({ "1.1/2": "solved", "1.1/10": "tried", "2.1/1": "tried" }))).toBe(
    [
      "1 of 4 exercises is solved; the first that is not is 1.1/1.",
      "1.1 Linear regression: 1 of 3 solved; solved 2; tried 10; open 1.",
      "2.1 Softmax regression: 0 of 1 solved; all tried.",
    ].join("\n"),
  );
});

test("every section that has a notebook is known", () => {
  expect(Object.keys(sections)).toHaveLength(11);
});

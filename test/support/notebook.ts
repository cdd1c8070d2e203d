import { exercisesOf } from "../../tools/notebooks/exercises.ts";
import { readNotebook } from "../../tools/notebooks/notebook-file.ts";
import { type NotebookResult, runNotebook } from "../../tools/notebooks/run-notebook.ts";

// The tests of one notebook, which is itself the test file: see notebook-as-test.js. All by one run of nbconvert.

/** Milliseconds; longer than any notebook takes on the slowest backend of a busy machine. */
const limit = 20 * 60_000;
const file = expect.getState().testPath ?? "";
const exercises = exercisesOf(readNotebook(file)).map(({ id }) => id);
const stopped = new AbortController();
let run: NotebookResult;

beforeAll(async () => {
  run = await runNotebook(file, { check: true, signal: stopped.signal });
}, limit);

afterAll(() => stopped.abort());

test("runs from top to bottom", () => {
  expect(run.problems).toEqual([]);
});

test("shows what is committed (where the new output is right: npm run notebooks)", () => {
  expect([...run.problems, ...run.differences]).toEqual([]);
});

for (const id of exercises) {
  test(`judges the solution of exercise ${id} right`, () => {
    expect(run.solutions.find((solution) => solution.id === id)).toMatchObject({ right: true });
  });
}

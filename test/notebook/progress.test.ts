import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Level } from "../../lib/src/notebook/exercises";
import { progress, progressRows, progressText, progressTitle } from "../../lib/src/notebook/progress";
import { type AnswerState, rememberAnswer } from "../../lib/src/notebook/solved";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "progress-"));
  process.env["LINEAR_NETWORKS_PROGRESS"] = join(folder, "exercises.txt");
});
afterEach(() => {
  delete process.env["LINEAR_NETWORKS_PROGRESS"];
  rmSync(folder, { recursive: true, force: true });
});

async function printed(): Promise<string> {
  const write = jest.spyOn(process.stdout, "write").mockReturnValue(true);
  const log = jest.spyOn(console, "log").mockReturnValue(undefined);
  try {
    await progress();
    return [...log.mock.calls, ...write.mock.calls].map(([text]) => String(text)).join("");
  } finally {
    write.mockRestore();
    log.mockRestore();
  }
}

test("before the first answer it invites to begin", async () => {
  expect(await printed()).toMatch(/^\d+ exercises, none solved yet: 1\.1\/1 is a place to begin\.\n1\.1 /);
});

test("what was solved and tried is told", async () => {
  await rememberAnswer("1.1/1", true);
  await rememberAnswer("1.3/2", false);
  const text = await printed();
  expect(text).toMatch(/^1 of \d+ exercises is solved; the first that is not is 1\.1\/2\./);
  expect(text).toMatch(/1\.1 Linear regression: 1 of \d+ solved; solved 1;/);
  expect(text).toMatch(/1\.3 Linear regression from scratch: 0 of \d+ solved; tried 2;/);
});

test("a file that cannot be read is told without its path, and all is drawn as open", async () => {
  mkdirSync(join(folder, "exercises.txt"));
  const text = await printed();
  expect(text).toMatch(/^Nothing is known of earlier answers: .* could not be read \(EISDIR\)/);
  expect(text).toMatch(/none solved yet/);
  expect(text).not.toContain(folder);
});

const exercise = (title: string, level: Level) => ({ title, level });
// Not in order, and with ten exercises in a notebook, so that "10" could come before "2".
const sections = [
  {
    name: "1.1 Linear regression",
    exercises: Object.fromEntries(
      [10, 2, 1].map((number) => [`1.1/${number}`, exercise(`Title ${number}`, 1)]),
    ),
  },
  { name: "1.2 Nothing to do", exercises: {} },
  { name: "2.1 Softmax regression", exercises: { "2.1/1": exercise("Odds", 2) } },
];
const rowsWith = (solved: Record<string, AnswerState>) =>
  progressRows(sections, new Map(Object.entries(solved)));

test("each notebook with exercises has a row, in the order of its numbers", () => {
  const rows = rowsWith({ "1.1/10": "tried", "2.1/1": "solved" });
  expect(rows.map(({ name }) => name)).toEqual(["1.1 Linear regression", "2.1 Softmax regression"]);
  expect(rows[0].marks).toEqual([
    { id: "1.1/1", number: 1, title: "Title 1", level: 1, state: "open" },
    { id: "1.1/2", number: 2, title: "Title 2", level: 1, state: "open" },
    { id: "1.1/10", number: 10, title: "Title 10", level: 1, state: "tried" },
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
  const ids = sections.flatMap((section) => Object.keys(section.exercises));
  const all = Object.fromEntries(ids.map((id) => [id, "solved" as const]));
  expect(progressTitle(rowsWith(all))).toBe("All 4 exercises are solved");
});

test("the words tell each exercise's state, one line per notebook", () => {
  expect(progressText(rowsWith({ "1.1/2": "solved", "1.1/10": "tried", "2.1/1": "tried" }))).toBe(
    [
      "1 of 4 exercises is solved; the first that is not is 1.1/1.",
      "1.1 Linear regression: 1 of 3 solved; solved 2; tried 10; open 1.",
      "2.1 Softmax regression: 0 of 1 solved; all tried.",
    ].join("\n"),
  );
});

import * as tf from "@tensorflow/tfjs";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InterruptedError } from "../../lib/src/base/interrupt";
import { useBackend } from "../../lib/src/base/backend";
import { todo, unanswered } from "../../lib/src/notebook/answer";
import { check, judgementOf } from "../../lib/src/notebook/check";
import { exercisesPackage } from "../../lib/src/notebook/exercises";
import { readSolved } from "../../lib/src/notebook/solved";
import { exercises } from "../support/all-exercises";

const id = "1.2/2"; // a number
const exercise = exercises[id];
const mistake = exercise.mistakes[0];
let folder: string;
let print: jest.SpyInstance;

beforeAll(useBackend);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "check-"));
  process.env["LINEAR_NETWORKS_PROGRESS"] = join(folder, "exercises.txt");
  print = jest.spyOn(console, "log").mockReturnValue(undefined);
});
afterEach(() => {
  print.mockRestore();
  delete process.env["LINEAR_NETWORKS_PROGRESS"];
  rmSync(folder, { recursive: true, force: true });
});

/** What `check` prints of an answer. */
async function printed(answer: unknown, of: string = id): Promise<string[]> {
  await check(of as typeof id, answer);
  return (print.mock.calls as string[][]).map(([line]) => line);
}

test("a right answer is right, with what it shows, and remembered as solved", async () => {
  expect(await printed(exercise.solution)).toEqual([`✓ ${id} is right. ${exercise.shows}`]);
  expect([...(await readSolved())]).toEqual([[id, "solved"]]);
});

test("a wrong answer is not right yet, with its hint, and remembered as tried", async () => {
  expect(await printed(mistake.answer)).toEqual([`✗ ${id} is not right yet. ${mistake.hint}`]);
  expect([...(await readSolved())]).toEqual([[id, "tried"]]);
});

test.each([
  ["unanswered", unanswered],
  ["undefined", undefined],
  ["a function that is still to be written", () => todo()],
])("%s is not answered yet, and not remembered", async (_, answer) => {
  expect(await printed(answer)).toEqual([`○ ${id} is not answered yet.`]);
  expect([...(await readSolved())]).toEqual([]);
});

const throwing = (thrown: unknown) => () => {
  throw thrown;
};
// Has no prototype, so that it cannot be turned into a text.
const untold = Object.create(null) as object;

test.each([
  ["an answer of another kind", "3"],
  ["a function that throws", throwing(new Error("no"))],
  ["a function that throws what cannot be told", throwing(untold)],
  ["a function that rejects", () => Promise.reject(new Error("no"))],
  ["an object that throws at a look", new Proxy({}, { get: throwing(new Error("look")) })],
])("%s is told to be wrong, and check does not throw", async (_, answer) => {
  for (const each of [id, "1.1/1", "1.3/1"]) {
    print.mockClear();
    expect(await printed(answer, each)).toEqual([
      expect.stringMatching(/^✗ \d\.\d\/\d is not right yet\. ./),
    ]);
  }
});

test("an exercise that does not exist is reported as such, and not remembered", async () => {
  for (const wrong of ["9.9/1", "toString", "__proto__"]) {
    print.mockClear();
    expect(await printed(1, wrong)).toEqual([
      `? ${wrong} could not be checked. The exercise ${wrong} does not exist.`,
    ]);
  }
  expect([...(await readSolved())]).toEqual([]);
});

const fashionMnistFiles = ["train", "t10k"].flatMap((split) =>
  ["images-idx3", "labels-idx1"].map((what) => `fashion-mnist/${split}-${what}-ubyte.gz`),
);

test("while data files are damaged no answer counts as wrong, and when they are back each is checked", async () => {
  const data = join(folder, "data");
  for (const room of ["houses", "fashion-mnist"]) mkdirSync(join(data, room), { recursive: true });
  for (const name of ["houses/king-county-sales.csv", ...fashionMnistFiles, "CHECKSUMS"]) {
    writeFileSync(join(data, name), "damaged");
  }
  // A number, and settings that are tried.
  const ids = ["1.1/4", "1.1/7", "1.2/7", "2.3/7", "2.5/7"];
  const solutionOf = (each: string) => exercises[each].solution;
  process.env["LINEAR_NETWORKS_DATA"] = data;
  try {
    for (const each of ids) {
      for (const answer of [solutionOf(each), each === "1.1/4" ? 3 : {}]) {
        print.mockClear();
        expect(await printed(answer, each)).toEqual([
          expect.stringMatching(`^\\? ${each} could not be checked\\. \\w+: data/.* is not listed`),
        ]);
      }
    }
  } finally {
    delete process.env["LINEAR_NETWORKS_DATA"];
  }
  expect([...(await readSolved())]).toEqual([]);
  for (const each of ids) {
    print.mockClear();
    expect(await printed(solutionOf(each), each)).toEqual([expect.stringContaining(`✓ ${each} is right.`)]);
  }
});

test("an answer that is interrupted is not judged", async () => {
  const interrupted = throwing(new InterruptedError("train: interrupted."));
  for (const each of ["1.1/1", "1.1/7"]) {
    print.mockClear();
    expect(await printed(interrupted, each)).toEqual([`? ${each} could not be checked. train: interrupted.`]);
  }
  expect([...(await readSolved())]).toEqual([]);
});

test("checks that run at once say the same as one by one, and each frees only its own tensors", async () => {
  const answer = async (yHat: tf.Tensor1D, y: tf.Tensor1D) => {
    const difference = yHat.sub(y);
    await new Promise((resolve) => setImmediate(resolve));
    return difference.square().div(2);
  };
  const { numTensors } = tf.memory();
  const checks = [1, 2, 3].map(() => judgementOf("1.3/1", answer));
  const mine = tf.ones([3]);
  const alone = await judgementOf("1.3/1", answer);
  expect(await Promise.all(checks)).toEqual([alone, alone, alone]);
  expect([...mine.dataSync()]).toEqual([1, 1, 1]);
  mine.dispose();
  expect(tf.memory().numTensors).toBe(numTensors);
});

test("where nothing can be remembered the verdict is said all the same, and why", async () => {
  writeFileSync(join(folder, "file"), "");
  process.env["LINEAR_NETWORKS_PROGRESS"] = join(folder, "file", "exercises.txt");
  const [verdict, note] = await printed(exercise.solution);
  expect(verdict).toMatch(/^✓ 1\.2\/2 is right/);
  expect(note).toMatch(/^ {2}\(not remembered: the file in your own folder .* could not be .*\)$/);
  expect(note).not.toContain(folder);
});

test("a library without the exercises says so, and what to do", async () => {
  await expect(exercisesPackage("linear-networks-not-there")).rejects.toThrow(
    "The exercises are not installed: there is no package linear-networks-not-there. " +
      "Run `npm run setup` in the course's folder.",
  );
});

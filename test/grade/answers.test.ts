import { answersOf, pristine, pristineOf, stepsOf } from "../../tools/grade/answers.ts";
import { code } from "../notebooks/make-notebook.mjs";
import { small, submitted } from "./thirty-submissions.mjs";

const collection = [pristine("1-1-small", small)];
const [only] = collection;

test("a submission is recognised by the exercises that it checks, else by its file's name", () => {
  const empty = { ...small, cells: [] };
  expect(pristineOf(small, "handed in", collection)).toBe(only);
  expect(pristineOf(empty, "1-1-small", collection)).toBe(only);
  expect(pristineOf(empty, "handed in", collection)).toBeUndefined();
});

test("only answers are taken, and stubs that were left are none", () => {
  const notebook = submitted({ setup: "const mine = 1;", "answer-4": "const dollarsPerSquareMetre = 2;" });
  expect([...answersOf(notebook, only)]).toEqual([["1.1/4", "const dollarsPerSquareMetre = 2;"]]);
  expect(answersOf({ ...small, cells: [] }, only).size).toBe(0);
});

test("where cells lost their ids, the answer is the code cell before the check", () => {
  const cells = submitted({ "answer-1": "const priceOfOneHouse = 3;" }).cells.map((cell) => ({
    ...cell,
    id: undefined,
  }));
  expect([...answersOf({ ...small, cells }, only)]).toEqual([["1.1/1", "const priceOfOneHouse = 3;"]]);
});

test("what runs is the collection's own cells with answers in place of stubs, without checks", () => {
  const cells = [...small.cells, { ...code("throw 1;"), id: "late" }];
  const steps = stepsOf(pristine("1-1-small", { ...small, cells }), new Map([["1.1/4", "const a = 1;"]]));
  expect(steps.map(({ source, exercise, name }) => [source.split("(")[0], exercise, name])).toEqual([
    [small.cells[0].source, undefined, undefined],
    ["function priceOfOneHouse", undefined, undefined],
    ["const a = 1;", "1.1/4", "dollarsPerSquareMetre"],
  ]);
});

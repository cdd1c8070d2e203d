import { basename } from "node:path";
import { findNotebooks } from "../../tools/notebooks/find-notebooks.ts";
import { numbersOf, statedNumbers } from "../../tools/figures/command.ts";
import { isFoundation, proseNumbers } from "../../tools/figures/prose-numbers.ts";

import type { Cell, Notebook } from "../../tools/notebooks/notebook-file.ts";

const notebookOf = (...cells: Cell[]): Notebook => ({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 });
const text = (source: string): Cell => ({ cell_type: "markdown", metadata: {}, source });
const code = (source: string, printed = ""): Cell => ({
  cell_type: "code",
  metadata: {},
  source,
  outputs: [{ output_type: "stream", name: "stdout", text: printed }],
});
const sources = (...cells: Cell[]) =>
  proseNumbers(notebookOf(...cells)).map(({ figure, source }) => [figure, source]);

test.each([
  ["a rounded number", "about 0.83", "accuracy 0.8271"],
  ["a percentage", "is right for 83 % of them", "accuracy 0.8271"],
  ["a number with a unit of thousands", "some 5.4 million dollars", "5391000"],
  ["a number rounded to hundreds", "about 57,900 dollars", "57,861"],
  ["a negative number", "a bedroom is at −57,861 dollars", "-57861.03"],
  ["a power of ten", "about 0.00042", "4.2e-4"],
])("%s in the text is found in what a cell prints", (_, stated, printed) => {
  expect(sources(code("run();", printed), text(stated)).map(([, source]) => source)).toEqual(["cell [1]"]);
});

test.each([
  ["another digit", "about 0.84", "accuracy 0.8271"],
  ["one digit more", "about 0.828", "accuracy 0.8271"],
  ["another percentage", "right for 84 % of them", "accuracy 0.8271"],
  ["another thousand", "57,961 dollars", "57,861"],
  ["part of a longer number", "after 786 steps", "57861"],
])("%s in the text has no source", (_, stated, printed) => {
  expect(sources(code("run();", printed), text(stated)).map(([, source]) => source)).toEqual([undefined]);
});

test("the nearest cell above is the source, else one below", () => {
  const cells = [
    code("run();", "0.25"),
    code("const rate = 0.25;"),
    text("0.25 and 0.75"),
    code("run();", "0.75"),
  ];
  expect(sources(...cells)).toEqual([
    ["0.25", "cell [2]"],
    ["0.75", "cell [3]"],
  ]);
});

test("formulas, code, links, references, years and small whole numbers state nothing", () => {
  const texts = [
    "# 57 · A heading",
    "$x = 37$, `const a = 99`, [next](1-2-x.ipynb#q77), notebook 1.2, question 23, [2.6 · Questions](a.ipynb)",
    "in 2019, three of 12 features",
    "```ts\nconst b = 451;\n```",
  ];
  expect(sources(text(texts.join("\n\n")))).toEqual([]);
});

test.each([
  ["arithmetic that gives it", "7,850", "= 784 * 10 + 10", true],
  ["arithmetic with a logarithm", "2.30", "= log(10)", true],
  ["arithmetic that gives something else", "7,840", "= 784 * 10 + 10", false],
  ["a file that holds it", "20.19", "package.json", false],
  ["a file in a folder that holds it", "15.8", "data/houses/README.md", false],
  ["a file that does not exist", "0.83", "tools/figures/nothing.json", false],
  ["where one can look it up", "70,000", "the MNIST database, yann.lecun.com", true],
  ["a word alone", "70,000", "MNIST", false],
])("%s is or is not where a number comes from", (_, figure, from, isOne) => {
  expect(isFoundation({ figure, from })).toBe(isOne);
});

test("only arithmetic is evaluated", () => {
  expect(() => isFoundation({ figure: "1", from: "= process.exit(1)" })).toThrow("must be arithmetic");
});

const notebooks = findNotebooks([]);

test.each(notebooks.map((file) => ({ name: basename(file), file })))(
  "each number in the text of $name comes from a cell, an exercise, or a place that is named",
  ({ file }) => {
    const without = numbersOf(file).filter(({ source }) => source === undefined);
    expect(without.map(({ figure, context }) => `${figure}: …${context}…`)).toEqual([]);
  },
);

test("what is said of stated numbers is true, and each is stated", () => {
  const problems = Object.entries(statedNumbers()).flatMap(([name, entries]) => {
    const file = notebooks.find((path) => basename(path, ".ipynb") === name);
    const used = new Set(file ? numbersOf(file).map(({ figure, source }) => `${figure} ${source}`) : []);
    return entries.flatMap((entry) => [
      ...(isFoundation(entry) ? [] : [`${name}: ${entry.figure} does not follow from ${entry.from}`]),
      ...(used.has(`${entry.figure} ${entry.from}`) ? [] : [`${name}: ${entry.figure} is not needed`]),
    ]);
  });
  expect(problems).toEqual([]);
});

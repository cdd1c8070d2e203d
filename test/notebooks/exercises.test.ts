import {
  exercisesOf,
  solutionProblems,
  solutionVerdicts,
  solvedNotebook,
  stubProblems,
  withoutSolutions,
  withSolutions,
} from "../../tools/notebooks/exercises.ts";
import type { Cell, Notebook } from "../../tools/notebooks/notebook-file.ts";
import { code, finished, markdown, notebook, stdout } from "./make-notebook.mjs";

const solutionText = (source: string) =>
  `<details>\n<summary>Solution</summary>\n\n\`\`\`ts\n${source}\n\`\`\`\n\nWhy.\n\n</details>`;

const named = (id: string, cell: Cell): Cell => ({ ...cell, id });

/** The four cells of an exercise; `printed` is what its check printed. */
const four = (number: number, printed = `○ 1.3/${number} is not answered yet.\n`): Cell[] => [
  named(`exercise-${number}`, markdown(`**${number} · Title** · level ●○○`)),
  named(`answer-${number}`, code(`const answer${number}: Answer<number> = unanswered;`)),
  named(
    `check-${number}`,
    code(`await check("1.3/${number}", answer${number});`, { outputs: [stdout(printed)] }),
  ),
  named(`solution-${number}`, markdown(solutionText(`const answer${number} = ${number};\nvoid 0;`))),
];

const of = (...cells: Cell[]): Notebook => ({ ...notebook(), cells });
const withCell = (id: string, change: (cell: Cell) => Cell[]) =>
  of(...four(1).flatMap((cell) => (cell.id === id ? change(cell) : [cell])));
const saying = (source: string) => (cell: Cell) => [{ ...cell, source }];

test("an exercise is its four cells, with the solution's code", () => {
  const found = exercisesOf(of(named("setup", code("1")), ...four(1), ...four(12)));
  expect(found.map(({ id, number, solution }) => [id, number, solution])).toEqual([
    ["1.3/1", "1", "const answer1 = 1;\nvoid 0;"],
    ["1.3/12", "12", "const answer12 = 12;\nvoid 0;"],
  ]);
  expect(exercisesOf(notebook("1", "2"))).toEqual([]);
});

test.each(["exercise-1", "answer-1", "check-1", "solution-1"])("without its cell %s it is an error", (id) => {
  expect(() => exercisesOf(withCell(id, () => []))).toThrow(
    "exercise 1 must be the cells exercise-1, answer-1, check-1, solution-1, one after the other",
  );
});

test("a cell in between, or another order, is an error", () => {
  const between = withCell("check-1", (cell) => [named("other", code("1")), cell]);
  expect(() => exercisesOf(between)).toThrow(/one after the other/);
  expect(() => exercisesOf(of(...four(1).reverse()))).toThrow(/one after the other/);
});

test.each([
  'check("1.3/1", answer1);',
  'await check("1.3/2", answer1);',
  'await check("1.3/1", answer1); console.log(1);',
  'await check("1.3/1", 17);',
])("a check cell %p is an error", (source) => {
  expect(() => exercisesOf(withCell("check-1", saying(source)))).toThrow(
    'cell check-1 must be `await check("<section>/1", <name>);` and nothing else',
  );
});

test.each([
  "const answer1 = 1;",
  solutionText("1").replace("```ts", "```js"),
  solutionText("1").replace("</details>", ""),
  solutionText("1").replace("<details>", "<details open>"),
  solutionText(""),
])("a solution cell %p is an error", (source) => {
  expect(() => exercisesOf(withCell("solution-1", saying(source)))).toThrow(
    /^cell solution-1 must be <details>/,
  );
});

test("a solved notebook has solutions in place of answers, and is otherwise the same", () => {
  const given = of(...four(1), ...four(2));
  const solved = solvedNotebook(given);
  expect(solved.cells.map(({ source }) => source)).toEqual(
    given.cells.map(({ id, source }) =>
      id === "answer-1"
        ? "const answer1 = 1;\nvoid 0;"
        : id === "answer-2"
          ? "const answer2 = 2;\nvoid 0;"
          : source,
    ),
  );
  expect(given.cells[1].source).toBe("const answer1: Answer<number> = unanswered;");
});

test("an exercise whose stub is answered as shipped is named, with what its check printed", () => {
  const executed = of(...four(1), ...four(2, "✓ 1.3/2 is right. Shown.\n"), ...four(3, ""));
  expect(stubProblems(executed)).toEqual([
    "exercise 1.3/2: its stub must be unanswered, got: ✓ 1.3/2 is right. Shown.",
    "exercise 1.3/3: its stub must be unanswered, got: nothing",
  ]);
});

describe("with its solutions, a notebook", () => {
  const given = of(...four(1), ...four(2), finished, markdown("The end."));
  const solved = withSolutions(given);

  test("has each solution and its check once more, before the last code cell", () => {
    const added = solved.cells.slice(8, 12);
    expect(added.map(({ source }) => source)).toEqual([
      ...["const answer1 = 1;\nvoid 0;", 'await check("1.3/1", answer1);'],
      ...["const answer2 = 2;\nvoid 0;", 'await check("1.3/2", answer2);'],
    ]);
    expect(solved.cells.slice(12)).toEqual(given.cells.slice(8));
    const ids = solved.cells.flatMap(({ id }) => id ?? []);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("is as before once they are taken out again", () => {
    expect(withoutSolutions(solved)).toEqual(given);
    expect(withSolutions(notebook("1", "2")).cells).toHaveLength(2);
  });

  test("tells of each solution whether its check judged it right, not what the stub's check printed", () => {
    const printing = (texts: Record<string, string>) =>
      solutionVerdicts({
        ...solved,
        cells: solved.cells.map((cell) => {
          const text = texts[cell.id ?? ""];
          return text === undefined ? cell : { ...cell, outputs: [stdout(text)] };
        }),
      });
    const verdicts = printing({
      ...{ "check-2": "✓ 1.3/2 is right.\n", "solved-check-1": "✓ 1.3/1 is right. Shown.\n" },
      "solved-check-2": "✗ 1.3/2 is not right yet. Hint.\n",
    });
    expect(verdicts).toEqual([
      { id: "1.3/1", right: true, printed: "✓ 1.3/1 is right. Shown." },
      { id: "1.3/2", right: false, printed: "✗ 1.3/2 is not right yet. Hint." },
    ]);
    expect(solutionProblems(verdicts)).toEqual([
      "exercise 1.3/2: its solution must be judged right, got: ✗ 1.3/2 is not right yet. Hint.",
    ]);
    expect(solutionProblems(printing({}))).toHaveLength(2);
  });
});

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { notebookText } from "../../scripts/notebooks/canonical-text.mjs";
import { exercisesOf, solvedNotebook, verdictProblems } from "../../scripts/notebooks/exercises.mjs";
import { codeCells, type Cell, type Notebook } from "../../scripts/notebooks/notebook-file.mjs";
import { runSolved } from "../../scripts/notebooks/run-solved.mjs";
import { code, markdown, notebook, stdout } from "./make-notebook.mjs";

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

test("a solved notebook has solutions in the place of answers, and is otherwise the same", () => {
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

test("verdicts other than the wanted one are told, with what was printed", () => {
  const executed = of(...four(1), ...four(2, "✓ 1.3/2 is right. Shown.\n"), ...four(3, ""));
  expect(verdictProblems(executed, "○")).toEqual([
    "exercise 1.3/2: its stub is not found unanswered: ✓ 1.3/2 is right. Shown.",
    "exercise 1.3/3: its stub is not found unanswered: nothing printed",
  ]);
  expect(verdictProblems(executed, "✓")).toEqual([
    "exercise 1.3/1: its solution is not found right: ○ 1.3/1 is not answered yet.",
    "exercise 1.3/3: its solution is not found right: nothing printed",
  ]);
});

describe("a solved run", () => {
  let folder: string;
  let file: string;
  let given: Notebook | undefined;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "run-solved-"));
    file = join(folder, "1-3-sample.ipynb");
    writeFileSync(file, notebookText(of(...four(1))));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Stands for the kernel, which prints this in the check. */
  const printing =
    (text: string, status = "ok") =>
    (solved: Notebook) => {
      given = solved;
      const cells = solved.cells.map((cell) =>
        cell.id === "check-1" ? { ...cell, outputs: [stdout(text)] } : cell,
      );
      const replies = new Map(codeCells(solved).map(({ index }) => [index, { status }]));
      return Promise.resolve({
        ...{
          notebook: { ...solved, cells },
          replies,
          exitCode: status === "ok" ? 0 : 1,
          log: "",
          seconds: 1,
        },
      });
    };
  const run = (text: string, status?: string) =>
    runSolved(file, { run: printing(text, status), copies: join(folder, "copies") });

  test("executes the solutions, and is good where each check says right", async () => {
    const before = readFileSync(file, "utf8");
    expect(await run("✓ 1.3/1 is right. Shown.\n")).toMatchObject({ problems: [], written: false });
    expect(given?.cells[1].source).toBe("const answer1 = 1;\nvoid 0;");
    expect(readFileSync(file, "utf8")).toBe(before);
  });

  test("tells where a solution is not right, and leaves the executed copy", async () => {
    const result = await run("✗ 1.3/1 is not right yet. Hint.\n");
    expect(result.problems).toEqual([
      "exercise 1.3/1: its solution is not found right: ✗ 1.3/1 is not right yet. Hint.",
    ]);
    expect(readFileSync(result.copy as string, "utf8")).toContain("is not right yet");
  });

  test("that fails is told as any run that fails", async () => {
    const { problems } = await run("", "error");
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.join()).not.toContain("its solution is not found right");
  });
});

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { notebookText } from "../../tools/notebooks/canonical-text.ts";
import { codeCells, type Notebook } from "../../tools/notebooks/notebook-file.ts";
import { resultText, runNotebook } from "../../tools/notebooks/run-notebook.ts";
import { code, finished, notebook, stderr, stdout } from "./make-notebook.mjs";

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "run-notebook-"));
  file = join(folder, "sample.ipynb");
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const shows = (text: string) =>
  notebook(code("f()", { outputs: [stdout(text)], count: 1 }), { ...finished, execution_count: 2 });

/** Stands for the kernel: answers each cell with ok and gives back this notebook. */
const answering = (executed: Notebook, before = () => {}) => {
  const replies = new Map(codeCells(executed).map(({ index }) => [index, { status: "ok" }]));
  return () => {
    before();
    return Promise.resolve({ notebook: executed, replies, exitCode: 0, log: "" });
  };
};

const run = (executed: Notebook, { check = false, before = () => {} } = {}) =>
  runNotebook(file, { check, copies: join(folder, "copies"), run: answering(executed, before) });

const store = (cells: Notebook) => writeFileSync(file, notebookText(cells));
const stored = () => readFileSync(file, "utf8");

test("fresh outputs take the place of others", async () => {
  store(shows("0.50\n"));
  const result = await run(shows("0.60\n"));
  expect(result).toMatchObject({ name: "sample.ipynb", problems: [], differences: [], written: true });
  expect(stored()).toBe(notebookText(shows("0.60\n")));
  expect(readdirSync(folder)).toEqual(["sample.ipynb"]);
});

test("running again changes nothing, also where the last digit differs", async () => {
  store(shows("0.50\n"));
  const text = stored();
  expect(await run(shows("0.51\n"))).toMatchObject({ problems: [], written: false });
  expect(stored()).toBe(text);
});

test("a notebook in another form is brought into the canonical one", async () => {
  writeFileSync(file, JSON.stringify(shows("1\n")));
  expect(await run(shows("1\n"))).toMatchObject({ written: true });
  expect(stored()).toBe(notebookText(shows("1\n")));
});

test("a run that cannot be trusted leaves the notebook as it is and tells where the copy lies", async () => {
  store(shows("1\n"));
  const text = stored();
  const executed = notebook(code("f()", { outputs: [stderr("oops\n")] }), finished);
  const result = await run(executed);
  expect(result).toMatchObject({ problems: ["cell [1] `f()` wrote to stderr: oops"], written: false });
  expect(stored()).toBe(text);
  expect(result.copy).toBe(join(folder, "copies", "sample.ipynb"));
  expect(readFileSync(result.copy ?? "", "utf8")).toBe(notebookText(executed));
  expect(resultText(result)).toMatch(
    /sample\.ipynb\n {2}✗ cell \[1\] .*\n {2}The executed notebook: .*sample\.ipynb/,
  );
});

test("a notebook that was edited while it ran keeps the edit", async () => {
  store(shows("1\n"));
  const result = await run(shows("2\n"), { before: () => writeFileSync(file, "edited") });
  expect(result.problems).toEqual(["it was edited while it ran, so it was left as it is"]);
  expect(stored()).toBe("edited");
  expect(readFileSync(result.copy ?? "", "utf8")).toContain("2\\n");
});

test("a check compares and never writes", async () => {
  store(shows("0.50\n"));
  const text = stored();
  expect(await run(shows("0.51\n"), { check: true })).toMatchObject({ differences: [], written: false });
  const result = await run(shows("0.60\n"), { check: true });
  expect(result.problems).toEqual([]);
  expect(result.differences).toEqual([expect.stringContaining("cell [1] `f()` gives other output")]);
  expect(resultText(result)).toContain("npm run notebooks");
  expect(stored()).toBe(text);
});

test("a check holds the committed outputs to the same rules", async () => {
  const varying = (text: string) =>
    notebook(code("f()", { outputs: [stdout(text)], tags: ["varies"] }), finished);
  store(varying("from /home/somebody/x\n"));
  const result = await run(varying("from here\n"), { check: true });
  expect(result.differences).toEqual([
    expect.stringContaining("as committed, cell [1] `f()` shows an absolute path"),
  ]);
});

test("a check tries the solutions in the same run, and compares without them", async () => {
  const exercise = (stub: string, solution: string): Notebook => {
    const four = notebook(
      code("const answer = unanswered;"),
      code('await notebook.check("1.3/1", answer);', { outputs: [stdout(stub)] }),
      code("const answer = 1;"),
      code('await notebook.check("1.3/1", answer);', { outputs: [stdout(solution)] }),
    ).cells;
    const question = { cell_type: "markdown", metadata: {}, source: "**1 · Title** · level ●○○" };
    const folded =
      "<details>\n<summary>Solution</summary>\n\n```ts\nconst answer = 1;\n```\n\nWhy.\n\n</details>";
    const ids = ["exercise-1", "answer-1", "check-1", "solution-1", "solved-answer-1", "solved-check-1"];
    const cells = [question, four[0], four[1], { ...question, source: folded }, four[2], four[3]];
    return { ...notebook(), cells: [...cells.map((cell, i) => ({ ...cell, id: ids[i] })), finished] };
  };
  const stub = "○ 1.3/1 is not answered yet.\n";
  const wrong = exercise(stub, "✗ 1.3/1 is not right yet.\n");
  store({ ...wrong, cells: wrong.cells.filter(({ id }) => !id?.startsWith("solved-")) });
  expect(await run(exercise(stub, "✓ 1.3/1 is right.\n"), { check: true })).toMatchObject({
    ...{ problems: [], differences: [], solutions: [{ id: "1.3/1", right: true }] },
  });
  const result = await run(wrong, { check: true });
  expect(result).toMatchObject({ problems: [], differences: [], solutions: [{ right: false }] });
  expect(resultText(result)).toContain("exercise 1.3/1: its solution must be judged right, got: ✗ 1.3/1");
  expect(readFileSync(result.copy ?? "", "utf8")).toContain("is not right yet");
});

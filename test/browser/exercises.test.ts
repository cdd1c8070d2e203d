import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { type Lab, type NotebookPage, startLab } from "./jupyterlab";

const path = "notebooks/1-2-basic-optimization.ipynb";
const file = resolve(__dirname, "..", "..", path);

jest.setTimeout(240_000);

let lab: Lab;
let notebook: NotebookPage;
let committed: string;

beforeAll(async () => {
  committed = await readFile(file, "utf8");
  lab = await startLab();
  notebook = await lab.open(path);
});
afterAll(() => lab?.close());

const check = () => notebook.cellWith('await check("1.2/1"');
/** The cell of the stub, whatever was written into it. */
const answer = () => notebook.cellWith("function oneStep");
const solution = () =>
  notebook.page.locator(".jp-MarkdownCell", { hasText: "Against the gradient, by" }).locator("details");
const verdict = () => check().locator(".jp-OutputArea-output").textContent();

/** Replaces the line of the stub that is to be written, as a learner types it, and runs the answer and its check. */
async function answerWith(line: string): Promise<void> {
  const { page } = notebook;
  await answer().locator(".cm-line").nth(1).click();
  await page.keyboard.press("Home");
  await page.keyboard.press("Shift+End");
  await page.keyboard.insertText(line);
  await notebook.runCell(answer());
  await notebook.runCell(check());
  await check().scrollIntoViewIfNeeded();
}

test("as shipped the check says that nothing is answered yet", async () => {
  await notebook.runCell(notebook.page.locator(".jp-CodeCell").first());
  await notebook.runCell(answer());
  await notebook.runCell(check());
  expect(await verdict()).toBe("○ 1.2/1 is not answered yet.\n");
});

test("a wrong answer gets the hint of its mistake", async () => {
  await answerWith("return w.map((value, j) => value + learningRate * gradient[j]);");
  expect(await verdict()).toMatch(/^✗ 1\.2\/1 is not right yet\. This step climbs/);
  await notebook.picture("exercise-wrong");
});

test("an answer of a wrong type is a compile error that says so", async () => {
  await answerWith("return learningRate;");
  const errors = (await notebook.errorOutputs()).join();
  expect(errors).toContain("Type 'number' is not assignable to type 'number[]'");
  await notebook.picture("exercise-wrong-type");
});

test("a right answer is right", async () => {
  await answerWith("return w.map((value, j) => value - learningRate * gradient[j]);");
  expect(await verdict()).toMatch(/^✓ 1\.2\/1 is right\. /);
  await notebook.picture("exercise-right");
});

test("the solution is folded away, and opens with its code highlighted", async () => {
  const code = solution().locator("pre code");
  expect(await code.isVisible()).toBe(false);
  await solution().locator("summary").click();
  await code.waitFor();
  expect(await code.locator("span").count()).toBeGreaterThan(5);
  await notebook.picture("exercise-solution");
});

test("after a restart it is still known what was solved, in another notebook too", async () => {
  await notebook.menu("Kernel", "Restart Kernel…");
  await notebook.page.locator(".jp-Dialog .jp-mod-accept").click();
  await notebook.kernelIs("idle");
  const start = await lab.open("notebooks/0-start-here.ipynb");
  await start.runCell(start.page.locator(".jp-CodeCell").first());
  const progress = start.cellWith("await progress();");
  await start.runCell(progress);
  await progress.locator("svg").waitFor();
  const words = await progress.locator("svg text").allTextContents();
  expect(words.join()).toMatch(/1 of \d+ exercises is solved; the first that is not is 1\.1\/1/);
  await progress.scrollIntoViewIfNeeded();
  await start.picture("exercise-progress");
  expect(start.errors).toEqual([]);
});

test("the page reports no error, and answering does not change the file before it is saved", async () => {
  expect(notebook.errors).toEqual([]);
  expect(await readFile(file, "utf8")).toBe(committed);
});

import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { type Lab, type NotebookPage, startLab } from "./jupyterlab";
import { moveSlider } from "./slider";

const file = resolve(__dirname, "..", "..", "notebooks", "0-start-here.ipynb");

jest.setTimeout(180_000);

let lab: Lab;
let notebook: NotebookPage;
let committed: string;

beforeAll(async () => {
  committed = await readFile(file, "utf8");
  lab = await startLab();
  notebook = await lab.open("notebooks/0-start-here.ipynb");
});
afterAll(() => lab?.close());

/** The chart of the houses; the other one in the notebook shows the exercises. */
const scatter = () => notebook.page.locator(".vega-embed").first();

test("run from the menu, every cell of 0-start-here runs, and none fails", async () => {
  await notebook.runAll();
  expect(await notebook.errorOutputs()).toEqual([]);
  const silent = notebook.page.locator(".jp-CodeCell:not(:has(.jp-OutputArea-output))");
  expect(await silent.count()).toBe(0);
});

test("the chart is drawn with its points, its lines and two sliders", async () => {
  const chart = scatter();
  await chart.scrollIntoViewIfNeeded();
  await chart.locator("svg").waitFor();
  expect(await chart.locator("svg .mark-symbol path").count()).toBeGreaterThan(1000);
  expect(await chart.locator("input[type=range]").count()).toBe(2);
  await notebook.picture("start-here-chart");
});

test.each([
  ["slope", 0],
  ["intercept", 1],
])("moving the slider of the %s moves the line and changes its error", async (name, index) => {
  const { before, after } = await moveSlider(scatter(), index, 0.8);
  expect(after.marks).not.toEqual(before.marks);
  const told = ({ words }: typeof before) => words.filter((text) => text.startsWith("your line"));
  expect(told(after)).not.toEqual(told(before));
  await notebook.picture(`start-here-${name}-moved`);
});

test("formulas are typeset", async () => {
  expect(await notebook.page.locator("mjx-container").count()).toBeGreaterThan(10);
});

test("the page reports no error, and looking at a notebook does not change its file", async () => {
  expect(notebook.errors).toEqual([]);
  expect(await readFile(file, "utf8")).toBe(committed);
});

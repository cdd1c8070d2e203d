/// <reference lib="dom" />
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Locator } from "playwright-core";
import { type Lab, type NotebookPage, startLab } from "./jupyterlab";

const file = resolve(__dirname, "..", "..", "notebooks", "0-start-here.ipynb");

jest.setTimeout(120_000);

let lab: Lab;
let notebook: NotebookPage;
let committed: string;

beforeAll(async () => {
  committed = await readFile(file, "utf8");
  lab = await startLab();
  notebook = await lab.open("0-start-here.ipynb");
});
afterAll(() => lab?.close());

test("run from the menu, every cell of 0-start-here runs, and none fails", async () => {
  const { page } = notebook;
  await notebook.menu("Run", "Run All Cells");
  await page.getByText("✓ finished:").waitFor({ timeout: 90_000 });
  const errors = page.locator(
    '[data-mime-type="application/vnd.jupyter.stderr"], [data-mime-type="application/vnd.jupyter.error"]',
  );
  expect(await errors.allTextContents()).toEqual([]);
  const silent = await page.locator(".jp-CodeCell:not(:has(.jp-OutputArea-output))").count();
  expect(silent).toBe(0);
});

test("the chart is drawn with its points, its lines and two sliders", async () => {
  const { page } = notebook;
  const chart = page.locator(".vega-embed");
  await chart.scrollIntoViewIfNeeded();
  await chart.locator("svg").waitFor();
  expect(await chart.locator("svg .mark-symbol path").count()).toBeGreaterThan(1000);
  expect(await chart.locator("input[type=range]").count()).toBe(2);
  await notebook.picture("start-here-chart");
});

/** Drags a slider's handle from its middle to a share of its length, as with a mouse. */
async function drag(slider: Locator, share: number) {
  const box = await slider.boundingBox();
  if (!box) throw new Error("the slider is not on the page");
  const { mouse } = notebook.page;
  const y = box.y + box.height / 2;
  await mouse.move(box.x + box.width / 2, y);
  await mouse.down();
  await mouse.move(box.x + box.width * share, y, { steps: 5 });
  await mouse.up();
}

test.each([
  ["slope", 0],
  ["intercept", 1],
])("moving the slider of the %s moves the line and changes its error", async (name, index) => {
  const { page } = notebook;
  const chart = page.locator(".vega-embed");
  const state = async () => ({
    line: await chart
      .locator("svg .mark-line path, svg .mark-rule line")
      .evaluateAll((all) => all.map((e) => e.outerHTML)),
    error: await chart.locator("svg text", { hasText: "your line" }).textContent(),
  });
  const before = await state();
  await drag(chart.locator("input[type=range]").nth(index), 0.8);
  await page.waitForFunction(
    (text) => document.querySelector(".vega-embed svg")?.textContent?.includes(text) === false,
    before.error ?? "",
  );
  const after = await state();
  expect(after.line).not.toEqual(before.line);
  expect(after.error).not.toBe(before.error);
  await notebook.picture(`start-here-${name}-moved`);
});

test("formulas are typeset", async () => {
  expect(await notebook.page.locator("mjx-container").count()).toBeGreaterThan(10);
});

test("the page reports no error, and looking at a notebook does not change its file", async () => {
  expect(notebook.errors).toEqual([]);
  expect(await readFile(file, "utf8")).toBe(committed);
});

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { type Lab, type NotebookPage, startLab } from "./jupyterlab";

const fixture = join(__dirname, "fixtures", "kernel.ipynb");

jest.setTimeout(180_000);

let lab: Lab;
let notebook: NotebookPage;
let committed: string;

beforeAll(async () => {
  committed = await readFile(fixture, "utf8");
  lab = await startLab();
  notebook = await lab.open("test/browser/fixtures/kernel.ipynb");
});
afterAll(() => lab?.close());

const cell = (index: number) => notebook.page.locator(".jp-CodeCell").nth(index);
const output = (of: Locator) => of.locator(".jp-OutputArea-output");
const prompt = (of: Locator) => of.locator(".jp-InputPrompt").textContent();
const status = (state: string) =>
  notebook.page.locator(`.jp-Notebook-ExecutionIndicator[data-status=${state}]`).waitFor({ timeout: 30_000 });

async function runCell(index: number) {
  await cell(index).locator(".cm-content").click();
  await notebook.page.keyboard.press("Shift+Enter");
}

test("cells are numbered, and the last expression is the result", async () => {
  await notebook.menu("Run", "Run All Cells");
  await output(cell(1)).filter({ hasText: "RangeError" }).waitFor({ timeout: 60_000 });
  expect(await prompt(cell(0))).toBe("[1]:");
  expect(await cell(0).locator(".jp-OutputPrompt").textContent()).toBe("[1]:");
  expect(await output(cell(0)).textContent()).toBe("2");
});

test("an error shows its name, its message and the cell's own line, and nothing of the kernel's inside", async () => {
  const error = output(cell(1)).filter({ hasText: "RangeError" });
  const text = (await error.textContent()) ?? "";
  expect(text).toMatch(/RangeError: deliberate/);
  expect(text).toMatch(/at fail \(?cell \[2\], line 3/);
  expect(text).toMatch(/cell \[2\], line 5/);
  expect(text).not.toMatch(/tslab|node:|evalmachine/);
  await notebook.picture("kernel-error");
});

test("a run stops at the cell that fails", async () => {
  await status("idle");
  expect(await output(cell(2)).count()).toBe(0);
  expect(await prompt(cell(2))).toBe("[ ]:");
});

test("an endless loop is interrupted, and the kernel still answers with what it knows", async () => {
  await runCell(3);
  await status("busy");
  await notebook.menu("Kernel", "Interrupt Kernel");
  await status("idle");
  expect(await output(cell(3)).textContent()).toMatch(/interrupt/i);
  await runCell(4);
  await output(cell(4)).waitFor();
  expect(await output(cell(4)).textContent()).toBe("42");
  await notebook.picture("kernel-interrupted");
});

test("looking at the notebook has not changed its file", async () => {
  expect(await readFile(fixture, "utf8")).toBe(committed);
});

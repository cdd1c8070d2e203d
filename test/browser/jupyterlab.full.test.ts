/// <reference lib="dom" />
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Locator } from "playwright-core";
import { chartsOf, names, notebookOfAllCharts, slidersIn } from "./committed-charts";
import { type Lab, type NotebookPage, startLab } from "./jupyterlab";
import { watchCurvesMove } from "./live-chart";
import { moveSlider, setSlider } from "./slider";

jest.setTimeout(240_000);

const root = resolve(__dirname, "..", "..");
const textOf = (path: string) => readFileSync(resolve(root, path), "utf8");
const outputOf = (cell: Locator) => cell.locator(".jp-OutputArea-output");

let lab: Lab;
let notebook: NotebookPage;

beforeAll(async () => {
  lab = await startLab();
});
afterAll(() => lab?.close());

describe("the charts of all notebooks, as they are committed", () => {
  const path = ".setup/browser/charts.ipynb";
  const charts = names.flatMap(chartsOf);
  const drawn = () => notebook.page.locator(".vega-embed:has(svg)");

  beforeAll(async () => {
    mkdirSync(resolve(root, ".setup", "browser"), { recursive: true });
    writeFileSync(resolve(root, path), JSON.stringify(notebookOfAllCharts()));
    notebook = await lab.look(path, 2400);
  });

  test("are drawn, each of them, without an error", async () => {
    expect(charts.length).toBeGreaterThan(40);
    await drawn()
      .nth(charts.length - 1)
      .waitFor({ timeout: 60_000 });
    expect(await drawn().count()).toBe(charts.length);
    expect(notebook.errors).toEqual([]);
  });

  test("have the sliders that they say, each of which changes its chart and what it tells", async () => {
    expect(charts.reduce((sum, chart) => sum + slidersIn(chart), 0)).toBeGreaterThan(10);
    for (const [i, chart] of charts.entries()) {
      const sliders = drawn().nth(i).locator("input[type=range]");
      if (slidersIn(chart) === 0) continue;
      expect(await sliders.count()).toBe(slidersIn(chart));
      for (let slider = 0; slider < slidersIn(chart); slider++) {
        const { before, after } = await setSlider(drawn().nth(i), slider);
        expect(after.marks).not.toEqual(before.marks);
        expect(after.words).not.toEqual(before.words);
      }
    }
  });

  test("are looked at: a picture of each screen of them", async () => {
    const area = notebook.page.locator(".jp-WindowedPanel-outer").first();
    const { whole, screen } = await area.evaluate(({ scrollHeight, clientHeight }) => ({
      whole: scrollHeight,
      screen: clientHeight,
    }));
    for (let from = 0, i = 1; from < whole; from += screen - 100, i++) {
      await area.evaluate((element, top) => (element.scrollTop = top), from);
      await notebook.picture(`charts-${i}`);
    }
    expect(whole).toBeGreaterThan(charts.length * 200);
  });

  test("and a solution is folded away, and opens with its code highlighted", async () => {
    const solution = notebook.page.locator("details");
    const code = solution.locator("pre code");
    expect(await code.isVisible()).toBe(false);
    await solution.locator("summary").click();
    await code.waitFor();
    expect(await code.locator("span").count()).toBeGreaterThan(5);
  });
});

// All have the same metadata, which test/checks holds.
test.each(names.filter((_, index) => index % 4 === 0))("%s is not changed by opening it", async (name) => {
  expect(await lab.isChangedByOpening(`notebooks/${name}.ipynb`)).toBe(false);
});

describe("0-start-here", () => {
  const path = "notebooks/0-start-here.ipynb";
  const committed = textOf(path);
  /** The chart of the houses; the other one in the notebook shows the exercises. */
  const scatter = () => notebook.page.locator(".vega-embed").first();

  beforeAll(async () => {
    notebook = await lab.open(path);
    await notebook.menu("Run", "Run All Cells");
    await notebook.page.getByText("✓ finished:").waitFor({ timeout: 120_000 });
  });

  test("run from the menu, every cell runs, and none fails", async () => {
    expect(await notebook.errorOutputs()).toEqual([]);
    const silent = notebook.page.locator(".jp-CodeCell:not(:has(.jp-OutputArea-output))");
    expect(await silent.count()).toBe(0);
  });

  test("its chart is drawn with its points, and its sliders move the line and change its error", async () => {
    await scatter().scrollIntoViewIfNeeded();
    expect(await scatter().locator("svg .mark-symbol path").count()).toBeGreaterThan(1000);
    for (const slider of [0, 1]) {
      const { before, after } = await moveSlider(scatter(), slider, 0.8);
      expect(after.marks).not.toEqual(before.marks);
      const told = ({ words }: typeof before) => words.filter((text) => text.startsWith("your line"));
      expect(told(after)).not.toEqual(told(before));
    }
    await notebook.picture("start-here");
  });

  test("formulas are typeset, the page reports no error, and looking does not change the file", async () => {
    expect(await notebook.page.locator("mjx-container").count()).toBeGreaterThan(10);
    expect(notebook.errors).toEqual([]);
    expect(textOf(path)).toBe(committed);
  });
});

describe("the kernel", () => {
  const path = "test/browser/fixtures/kernel.ipynb";
  const committed = textOf(path);
  const cell = (index: number) => notebook.page.locator(".jp-CodeCell").nth(index);
  const prompt = (of: Locator) => of.locator(".jp-InputPrompt").textContent();

  async function begin(index: number) {
    await cell(index).locator(".cm-content").click();
    await notebook.page.keyboard.press("Shift+Enter");
  }

  beforeAll(async () => {
    notebook = await lab.open(path);
    await notebook.menu("Run", "Run All Cells");
    await outputOf(cell(1)).filter({ hasText: "RangeError" }).waitFor({ timeout: 60_000 });
  });

  test("numbers cells, and shows the last expression as the result", async () => {
    expect(await prompt(cell(0))).toBe("[1]:");
    expect(await cell(0).locator(".jp-OutputPrompt").textContent()).toBe("[1]:");
    expect(await outputOf(cell(0)).textContent()).toBe("2");
  });

  test("shows an error's name, message and own lines, nothing of its inside, and stops there", async () => {
    const error = outputOf(cell(1)).filter({ hasText: "RangeError" });
    const text = (await error.textContent()) ?? "";
    expect(text).toMatch(/RangeError: deliberate/);
    expect(text).toMatch(/at fail \(?cell \[2\], line 3/);
    expect(text).toMatch(/cell \[2\], line 5/);
    expect(text).not.toMatch(/tslab|node:|evalmachine/);
    await notebook.picture("kernel-error");
    await notebook.kernelIs("idle");
    expect(await outputOf(cell(2)).count()).toBe(0);
    expect(await prompt(cell(2))).toBe("[ ]:");
  });

  test("is interrupted in an endless loop, and still answers with what it knows", async () => {
    await begin(3);
    await notebook.kernelIs("busy");
    await notebook.menu("Kernel", "Interrupt Kernel");
    await notebook.kernelIs("idle");
    expect(await outputOf(cell(3)).textContent()).toMatch(/interrupt/i);
    await begin(4);
    await outputOf(cell(4)).waitFor();
    expect(await outputOf(cell(4)).textContent()).toBe("42");
    expect(textOf(path)).toBe(committed);
  });
});

describe("1-3, training live", () => {
  beforeAll(async () => {
    notebook = await lab.open("notebooks/1-3-linear-regression-from-scratch.ipynb");
  });

  test("it draws while it runs, is interrupted, and leaves a kernel that answers", async () => {
    const { page } = notebook;
    const live = notebook.cellWith("await notebook.liveCurves(");
    await live.locator(".cm-line", { hasText: "epochs: 3, batchSize" }).click();
    await page.keyboard.press("Home");
    for (let i = 0; i < "epochs: 3".length; i++) await page.keyboard.press("ArrowRight");
    await page.keyboard.type("000");
    await notebook.menu("Run", "Run All Above Selected Cell");
    await live.locator(".cm-content").click();
    await page.keyboard.press("Shift+Enter");

    const [before, after] = await watchCurvesMove(live, 120_000);
    expect(after).not.toEqual(before);
    await notebook.kernelIs("busy");
    await live.locator(".jp-OutputArea").scrollIntoViewIfNeeded();
    await notebook.picture("1-3-while-training");

    await notebook.menu("Kernel", "Interrupt Kernel");
    await notebook.kernelIs("idle");
    expect((await notebook.errorOutputs()).join()).toMatch(/interrupt/i);
    await notebook.picture("1-3-interrupted");

    const parameters = notebook.cellWith("const w = tf.tidy");
    await notebook.runCell(parameters);
    await outputOf(parameters).filter({ hasText: "w = [0.0162" }).waitFor({ timeout: 30_000 });
    expect(notebook.errors).toEqual([]);
  });
});

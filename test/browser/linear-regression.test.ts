import { chartsWithoutErrors, type ExpectedCharts, slidersThatMove } from "./expected-charts";
import { type Lab, type NotebookPage, startLab } from "./jupyterlab";
import { watchCurvesMove } from "./live-chart";

jest.setTimeout(180_000);

let lab: Lab;

beforeAll(async () => {
  lab = await startLab();
});
afterAll(() => lab?.close());

describe.each([
  { name: "1-1-linear-regression", charts: 5, sliders: [2] },
  { name: "1-2-basic-optimization", charts: 7, sliders: [2, 2] },
  { name: "1-4-linear-regression-concise", charts: 0, sliders: [] },
  { name: "1-5-questions", charts: 11, sliders: [] },
])("$name", ({ name, charts, sliders }: ExpectedCharts) => {
  let notebook: NotebookPage;

  beforeAll(async () => {
    notebook = await lab.open(`notebooks/${name}.ipynb`);
    await notebook.runAll();
  });

  test("runs to its end without an error, with all its charts", async () => {
    expect(await chartsWithoutErrors(notebook, name)).toBe(charts);
  });

  test("each of its sliders changes its chart and the figures that it tells", async () => {
    expect(await slidersThatMove(notebook, name)).toEqual(sliders);
  });
});

describe("1-3, live training", () => {
  let notebook: NotebookPage;

  beforeAll(async () => {
    notebook = await lab.open("notebooks/1-3-linear-regression-from-scratch.ipynb");
    await notebook.runAll();
  });

  test("runs to its end without an error", async () => {
    expect(await notebook.errorOutputs()).toEqual([]);
    expect(notebook.errors).toEqual([]);
    await notebook.page.locator(".vega-embed").nth(1).scrollIntoViewIfNeeded();
    await notebook.picture("1-3-live-curve");
  });

  test("a long training draws while it runs, is interrupted, and leaves a kernel that answers", async () => {
    const { page } = notebook;
    const model = notebook.cellWith("const model = linearRegressionFromScratch");
    await model.locator(".cm-content").click();
    await page.keyboard.press("Shift+Enter");

    const live = notebook.cellWith("await liveCurves(");
    await live.getByText("epochs:", { exact: false }).last().waitFor();
    await live.locator(".cm-line", { hasText: "epochs: 3, batchSize" }).click();
    await page.keyboard.press("Home");
    for (let i = 0; i < "epochs: 3".length; i++) await page.keyboard.press("ArrowRight");
    await page.keyboard.type("000");
    await page.keyboard.press("Shift+Enter");

    const [before, after] = await watchCurvesMove(live);
    expect(after).not.toEqual(before);
    await notebook.picture("1-3-live-while-training");

    await notebook.menu("Kernel", "Interrupt Kernel");
    await notebook.kernelIs("idle");
    expect((await notebook.errorOutputs()).join()).toMatch(/interrupt/i);
    await live.scrollIntoViewIfNeeded();
    await notebook.picture("1-3-interrupted");

    const parameters = notebook.cellWith("const w = tf.tidy");
    await parameters.locator(".cm-content").click();
    await notebook.menu("Edit", "Clear Cell Output");
    await page.keyboard.press("Shift+Enter");
    await parameters
      .locator(".jp-OutputArea-output", { hasText: "w = [0.0162" })
      .waitFor({ timeout: 30_000 });
  });
});

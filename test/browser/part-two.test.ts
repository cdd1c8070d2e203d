import { chartsWithoutErrors, type ExpectedCharts, slidersThatMove } from "./expected-charts";
import { type Lab, type NotebookPage, startLab } from "./jupyterlab";

jest.setTimeout(180_000);

let lab: Lab;

beforeAll(async () => {
  lab = await startLab();
});
afterAll(() => lab?.close());

describe.each([
  { name: "2-1-softmax-regression", charts: 7, sliders: [1] },
  { name: "2-2-loss-functions", charts: 5, sliders: [2] },
  { name: "2-3-image-classification-dataset", charts: 5, sliders: [] },
  { name: "2-5-softmax-regression-concise", charts: 2, sliders: [] },
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

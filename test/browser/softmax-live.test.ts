import { chartsWithoutErrors } from "./expected-charts";
import { type Lab, type NotebookPage, startLab } from "./jupyterlab";
import { watchCurvesMove } from "./live-chart";

jest.setTimeout(300_000);

let lab: Lab;
let notebook: NotebookPage;

beforeAll(async () => {
  lab = await startLab();
  notebook = await lab.open("notebooks/2-4-softmax-regression-from-scratch.ipynb");
});
afterAll(() => lab?.close());

describe("2-4, training live", () => {
  const training = () => notebook.cellWith("await liveCurves(");
  const soFar = () => notebook.cellWith("const soFar = await measure");

  /** What the cell after the training tells of the parameters. */
  async function reached(): Promise<{ epochs: number; accuracy: number }> {
    await notebook.runCell(soFar());
    const told = await soFar().locator(".jp-OutputArea-output").innerText();
    const [, epochs, accuracy] = /after (\d+) whole epochs: test accuracy ([\d.]+)/.exec(told) ?? [];
    return { epochs: Number(epochs), accuracy: Number(accuracy) };
  }

  test("its three curves move while it runs", async () => {
    await notebook.menu("Run", "Run All Cells");
    const [before, after] = await watchCurvesMove(training(), 180_000);
    expect(after).toHaveLength(3);
    expect(after).not.toEqual(before);
    await notebook.kernelIs("busy");
    await training().locator(".jp-OutputArea").scrollIntoViewIfNeeded();
    await notebook.picture("2-4-while-training");
  });

  test("interrupted, it leaves a kernel that answers and the parameters reached so far", async () => {
    await notebook.menu("Kernel", "Interrupt Kernel");
    await notebook.kernelIs("idle");
    expect((await notebook.errorOutputs()).join()).toMatch(/interrupted/);
    await notebook.picture("2-4-interrupted");

    const { epochs, accuracy } = await reached();
    expect(epochs).toBeGreaterThanOrEqual(1);
    expect(epochs).toBeLessThan(10);
    // Chance is 0.1.
    expect(accuracy).toBeGreaterThan(0.7);
    await notebook.picture("2-4-parameters-so-far");
  });

  test("run again, it goes on with the epochs that are missing", async () => {
    await notebook.runCell(training());
    expect(await notebook.errorOutputs()).toEqual([]);
    const { epochs, accuracy } = await reached();
    expect(epochs).toBe(10);
    expect(accuracy).toBeGreaterThan(0.8);
  });

  test("the rest of the notebook runs with these parameters, with all its charts", async () => {
    await soFar().locator(".cm-content").click();
    await notebook.menu("Run", "Run Selected Cell and All Below");
    await notebook.page.getByText("✓ finished:").waitFor({ timeout: 180_000 });
    expect(await chartsWithoutErrors(notebook, "2-4")).toBe(5);
  });
});

import type { KernelClient } from "../../tools/kernel/client.ts";
import { codeCells, readNotebook } from "../../tools/notebooks/notebook-file.ts";
import { inRoot } from "../../tools/setup/shared/paths.mjs";
import { startKernel } from "../kernel/start-kernel.mjs";

jest.setTimeout(300_000);

const cells = codeCells(readNotebook(inRoot("notebooks", "2-4-softmax-regression-from-scratch.ipynb")));
const source = (id: string) => cells.find(({ cell }) => cell.id === id)?.cell.source ?? "";

let kernel: KernelClient;
beforeAll(async () => {
  kernel = await startKernel({ timeout: 240_000 });
  const training = cells.findIndex(({ cell }) => cell.id === "training");
  for (const { cell } of cells.slice(0, training)) {
    const { status, text } = await kernel.execute(cell.source);
    if (status !== "ok") throw new Error(`${cell.source}\nfailed: ${text}`);
  }
});
afterAll(() => kernel?.stop());

/** What the cell after the training tells of the parameters. */
async function reached(): Promise<{ epochs: number; accuracy: number }> {
  const { text } = await kernel.execute(source("so-far"));
  const [, epochs, accuracy] = /after (\d+) whole epochs: validation accuracy ([\d.]+)/.exec(text) ?? [];
  return { epochs: Number(epochs), accuracy: Number(accuracy) };
}

/** Whether a live picture has a line of two points or more for each of the two curves. */
const hasCurves = (svg = "") => [...svg.matchAll(/mark-line[^>]*>\s*<path[^>]* d="M[^"]*L/g)].length >= 2;

test("training that is interrupted keeps what it has reached, and run again it does the rest", async () => {
  const training = kernel.begin(source("training"));
  await kernel.until(
    ({ parent, content }) => parent === training.id && hasCurves(content.data?.["image/svg+xml"]),
  );
  kernel.send("interrupt_request", {}, "control");
  expect((await training.done).reply.ename).toBe("Interrupted");
  const { epochs, accuracy } = await reached();
  expect(epochs).toBeGreaterThanOrEqual(1);
  expect(epochs).toBeLessThan(10);
  expect(accuracy).toBeGreaterThan(0.7); // chance is 0.1

  expect(await kernel.execute(source("training"))).toMatchObject({ status: "ok" });
  const whole = await reached();
  expect(whole.epochs).toBe(10);
  expect(whole.accuracy).toBeGreaterThan(0.8);
});

import { Progress } from "../../scripts/shared/progress.mjs";
import { kernelMatrix, matrixResult } from "../../scripts/testing/kernel-matrix.mjs";
import { Slots } from "../../scripts/testing/slots.mjs";

const good =
  "\nNode 20, launcher: 1 of 1 notebooks are good\nNode 20, stock tslab: 1 of 1 notebooks are good\n";

test("each combination whose notebooks are all good has passed", () => {
  expect(matrixResult(0, good)).toEqual({ passed: 2, failures: [], notRun: [] });
});

test("a combination with a bad notebook has failed, and the output is shown", () => {
  const output = `${good}Node 22, launcher: 0 of 1 notebooks are good\n`;
  const { passed, failures } = matrixResult(1, output);
  expect(passed).toBe(2);
  expect(failures).toEqual([{ title: expect.stringContaining("Node 22, launcher") as string, text: output }]);
});

test("a run that ended early has failed, whatever it counted", () => {
  expect(matrixResult(1, good).failures).toHaveLength(1);
  expect(matrixResult(0, "nothing").failures).toHaveLength(1);
});

test("where nobody demands it, it is told as not run, with the command", async () => {
  const context = {
    progress: new Progress(),
    slots: new Slots(1),
    signal: new AbortController().signal,
    pattern: undefined,
  };
  const { passed, notRun } = await kernelMatrix(context, {});
  expect(passed).toBe(0);
  expect(notRun).toEqual([expect.stringContaining("npm run matrix") as string]);
});

import { resolve } from "node:path";
import { tryOut } from "../../../tools/setup/doctor/trial.mjs";

jest.setTimeout(120_000);

test("JupyterLab loads; the kernel starts, computes and draws a chart", async () => {
  expect([...(await tryOut(resolve(".")))]).toEqual([
    ["JupyterLab", undefined],
    ["Kernel", undefined],
  ]);
});

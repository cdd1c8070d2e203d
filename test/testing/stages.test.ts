import { Progress } from "../../scripts/shared/progress.mjs";
import { browserTests } from "../../scripts/testing/browser-tests.mjs";
import { inSlot, type TestContext } from "../../scripts/testing/context.mjs";
import { notebookStageResult } from "../../scripts/testing/notebook-runs.mjs";
import { Slots } from "../../scripts/testing/slots.mjs";

let lines: string[];
let context: TestContext;

beforeEach(() => {
  lines = [];
  const progress = new Progress({ stream: { write: (line: string) => lines.push(line) } });
  context = { progress, slots: new Slots(1), signal: new AbortController().signal, pattern: undefined };
});

test("a piece of the tests that crashes has failed", async () => {
  const result = await inSlot("types", context, () => Promise.reject(new Error("no memory")));
  expect(result).toMatchObject({ passed: 0, failures: [{ title: "types" }] });
  expect(result.failures[0].text).toContain("Error: no memory");
  expect(lines).toEqual(["… types\n", "✗ types (0 s): crashed\n"]);
});

test("after an interrupt no piece is begun, and each is listed as not run", async () => {
  const controller = new AbortController();
  controller.abort();
  const result = await inSlot("types", { ...context, signal: controller.signal }, () =>
    Promise.reject(new Error()),
  );
  expect(result).toEqual({ passed: 0, failures: [], notRun: ["types: interrupted"] });
});

const notebookResult = { name: "a.ipynb", seconds: 1, problems: [], differences: [], written: false };

test("a notebook counts twice, for its execution and for the comparison", () => {
  expect(notebookStageResult(notebookResult)).toMatchObject({ passed: 2, failures: [] });
  expect(notebookStageResult({ ...notebookResult, differences: ["cell [1] …"] })).toMatchObject({
    passed: 1,
    failures: [{ title: "a.ipynb compared with its committed outputs" }],
  });
  expect(notebookStageResult({ ...notebookResult, problems: ["cell [1] …"] })).toMatchObject({
    passed: 0,
    failures: [{ title: "a.ipynb executed" }],
  });
});

test("without a Chromium the browser tests are announced as not run, with the cure", async () => {
  const result = await browserTests(context, { PATH: "" });
  expect(result).toMatchObject({ passed: 0, failures: [] });
  expect(result.notRun[0]).toMatch(/^browser tests: no Chromium was found\. What to do: install one/);
});

test("where they are demanded a missing Chromium is a failure", async () => {
  const result = await browserTests(context, { PATH: "", LINEAR_NETWORKS_DEMAND_BROWSER: "1" });
  expect(result).toMatchObject({ passed: 0, failures: [{ title: "browser tests" }], notRun: [] });
});

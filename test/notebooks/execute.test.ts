import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execute, type Execution } from "../../tools/notebooks/execute.ts";
import { runProblems } from "../../tools/notebooks/run-problems.ts";
import { code, defineFinish, markdown, notebook } from "./make-notebook.mjs";

const end = "await finish([]);";
const good = notebook(
  markdown("# Good"),
  defineFinish,
  "const a = 0.5;\na",
  "console.log(a * 2, require('fs').existsSync('here'))",
  code("throw new Error('refused');", { tags: ["raises-exception"] }),
  end,
);
const failing = notebook(
  defineFinish,
  "void Promise.reject(new Error('nobody awaited me'));",
  "console.log('not reached')",
  end,
);

const folder = mkdtempSync(join(tmpdir(), "notebooks 线性 é "));
writeFileSync(join(folder, "here"), "");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let run: { good: Execution; failing: Execution };
beforeAll(async () => {
  const [first, second] = await Promise.all(
    [good, failing].map((each) => execute(each, { directory: folder, cellTimeout: 60 })),
  );
  run = { good: first, failing: second };
}, 120_000);

const texts = ({ notebook: executed }: Execution) =>
  executed?.cells.map((cell) =>
    cell.outputs
      ?.map(({ text, data, ename }) => text ?? ename ?? `${String(data?.["text/plain"])}\n`)
      .join(""),
  );

test("a good notebook runs in its own folder, with outputs and counts, also after an expected error", () => {
  expect(runProblems(run.good)).toEqual([]);
  expect(texts(run.good)).toEqual([undefined, "", "0.5\n", "1 true\n", "Error", "✓ finished: 0 left\n"]);
  expect(run.good.notebook?.cells.map((cell) => cell.execution_count)).toEqual([undefined, 1, 2, 3, 4, 5]);
});

test("nothing that differs from run to run is in the executed notebook", () => {
  expect(run.good.notebook?.cells.map(({ metadata }) => metadata)).toEqual([
    ...[{}, {}, {}, {}],
    { tags: ["raises-exception"] },
    {},
  ]);
});

test("an unhandled rejection fails its cell, and with it the run", () => {
  const [problem, ...others] = runProblems(run.failing);
  expect(problem).toMatch(/^cell \[2\] `void Promise\.reject.* failed\n.*nobody awaited me/);
  expect(others).toEqual([]);
  expect(texts(run.failing)?.[2]).toBe("");
  expect(run.failing.exitCode).not.toBe(0);
});

test("where there is no Python the failure says what to do", async () => {
  const missing = execute(good, { directory: folder, python: join(folder, "nowhere") });
  await expect(missing).rejects.toMatchObject({ cure: "npm run setup" });
});

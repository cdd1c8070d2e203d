import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execute, type Execution } from "../../scripts/notebooks/execute.mjs";
import { inParallel, notebooksAtOnce } from "../../scripts/notebooks/in-parallel.mjs";
import type { Notebook } from "../../scripts/notebooks/notebook-file.mjs";
import { runProblems } from "../../scripts/notebooks/run-problems.mjs";
import { inRoot } from "../../scripts/shared/paths.mjs";
import { code, defineFinish, markdown, notebook } from "./make-notebook.mjs";

const end = "await finish([]);";
const throws = "throw new Error('refused');";

const notebooks = {
  good: notebook(
    markdown("# Good"),
    defineFinish,
    "const a = 0.5;\na",
    "console.log(a * 2, require('fs').existsSync('here'))",
    end,
  ),
  exception: notebook(defineFinish, throws, end),
  compileError: notebook("const a = 1;\nconst s: string = a;", end),
  aborted: notebook(
    defineFinish,
    code(throws, { tags: ["raises-exception"] }),
    "console.log('skipped')",
    end,
  ),
  late: notebook(
    defineFinish,
    "void Promise.reject(new Error('nobody awaited me'));",
    "void setTimeout(() => { throw new Error('from a timer'); }, 0);\nawait new Promise((done) => setTimeout(done, 100));",
    "require('fs').writeSync(2, 'past Jupyter\\n');\nvoid setTimeout(() => console.log('after the end'), 150);",
    end,
  ),
  dies: notebook("process.exit(3);", end),
  hangs: notebook("await new Promise((done) => setTimeout(done, 60_000));", end),
} satisfies Record<string, Notebook>;

/** The kernel as tslab itself would register it, without what this project's launcher repairs. */
const stockKernel = {
  argv: [
    process.execPath,
    inRoot("node_modules/tslab/bin/tslab"),
    "kernel",
    "--config-path",
    "{connection_file}",
  ],
  display_name: "TypeScript",
  language: "typescript",
};

let folder: string;
let runs: Record<keyof typeof notebooks, Execution>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "notebooks 线性 é "));
  const stock = join(folder, "kernels", "tslab");
  mkdirSync(stock, { recursive: true });
  writeFileSync(join(stock, "kernel.json"), JSON.stringify(stockKernel));
  writeFileSync(join(folder, "here"), "");
  const entries = await inParallel(Object.entries(notebooks), notebooksAtOnce(), async ([name, cells]) => {
    const options = name === "aborted" || name === "late" ? { kernels: folder } : {};
    const run = await execute(cells, {
      directory: folder,
      cellTimeout: name === "hangs" ? 1 : 60,
      ...options,
    });
    return [name, run] as const;
  });
  runs = Object.fromEntries(entries) as typeof runs;
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const texts = (run: Execution) =>
  run.notebook?.cells.map((cell) => cell.outputs?.map(({ text }) => text).join(""));

test("a good notebook runs in its own folder, with outputs and execution counts", () => {
  expect(runProblems(runs.good)).toEqual([]);
  expect(texts(runs.good)).toEqual([undefined, "", "0.5\n", "1 true\n", "✓ finished: 0 left\n"]);
  expect(runs.good.notebook?.cells.map((cell) => cell.execution_count)).toEqual([undefined, 1, 2, 3, 4]);
});

test("nothing that differs from run to run is in the executed notebook", () => {
  expect(runs.good.notebook?.cells.map((cell) => cell.metadata)).toEqual([{}, {}, {}, {}, {}]);
});

test("an exception fails with the cell, its source and the error", () => {
  const [problem, ...others] = runProblems(runs.exception);
  expect(others).toEqual([]);
  expect(problem).toContain(`cell [2] \`${throws}\` failed`);
  expect(problem).toContain("Error: refused");
});

test("a compile error fails with the line of the source", () => {
  const [problem, ...others] = runProblems(runs.compileError);
  expect(others).toEqual([]);
  expect(problem).toMatch(/^cell \[1\] `const a = 1;` failed\n/);
  expect(problem).toContain("Type 'number' is not assignable to type 'string'");
  expect(problem).toContain("const s: string = a;");
});

test("cells that stock tslab aborts after an expected error are found, though nbconvert ends with code 0", () => {
  expect(runs.aborted.exitCode).toBe(0);
  expect(runProblems(runs.aborted)[0]).toBe(
    "cell [3] `console.log('skipped')` was aborted: the kernel skips what follows an error",
  );
});

test("an unhandled rejection between two cells is found, though nbconvert drops it", () => {
  expect(runs.late.exitCode).toBe(0);
  expect(runProblems(runs.late).join("\n")).toContain("UnhandledPromiseRejection: Error: nobody awaited me");
});

test("a throw in a timer is on stderr of the cell that runs by then", () => {
  expect(texts(runs.late)?.[2]).toContain("UncaughtException: Error: from a timer");
});

test("what is written after the last cell has ended is found", () => {
  expect(runProblems(runs.late).join("\n")).toContain(`cell [5] \`${end}\` wrote after it had ended`);
});

test("what native code writes past Jupyter is found", () => {
  expect(runProblems(runs.late).join("\n")).toContain("past Jupyter, to the terminal:\npast Jupyter");
});

test("a kernel that dies and a cell that takes too long did not end", () => {
  for (const run of [runs.dies, runs.hangs]) {
    expect(run.exitCode).not.toBe(0);
    expect(runProblems(run)[0]).toContain("did not end: the kernel died or the cell took too long");
  }
});

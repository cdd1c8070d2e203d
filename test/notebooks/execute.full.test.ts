import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { kernelSpec } from "../../tools/setup/kernel-spec.mjs";
import { differences } from "../../tools/notebooks/compare.ts";
import { execute, type Execution } from "../../tools/notebooks/execute.ts";
import { inParallel, notebooksAtOnce } from "../../tools/notebooks/in-parallel.ts";
import type { Notebook } from "../../tools/notebooks/notebook-file.ts";
import { runProblems } from "../../tools/notebooks/run-problems.ts";
import { root } from "../../tools/setup/shared/paths.mjs";
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

/** tslab as it is runs all of them; the project's launcher, which repairs it, some (see execute.test.ts). */
const onLauncher = ["good", "exception", "compileError"] as const;

type Name = keyof typeof notebooks;

let folder: string;
let stock: Record<Name, Execution>;
let launcher: Record<(typeof onLauncher)[number], Execution>;

/** A folder of kernel specs for Jupyter. */
function kernelFolder(name: "stock" | "launcher") {
  const spec = kernelSpec({ node: process.execPath, root, stock: name === "stock" });
  mkdirSync(join(folder, name, "kernels", "tslab"), { recursive: true });
  writeFileSync(join(folder, name, "kernels", "tslab", "kernel.json"), JSON.stringify(spec));
  return join(folder, name);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "notebooks 线性 é "));
  writeFileSync(join(folder, "here"), "");
  const kernels = { stock: kernelFolder("stock"), launcher: kernelFolder("launcher") };
  const all = [
    ...(Object.keys(notebooks) as Name[]).map((name) => ({ name, kernel: kernels.stock })),
    ...onLauncher.map((name) => ({ name, kernel: kernels.launcher })),
  ];
  const runs = await inParallel(all, notebooksAtOnce(), async ({ name, kernel }) => {
    const options = { directory: folder, kernels: kernel, cellTimeout: name === "hangs" ? 1 : 60 };
    return { name, kernel, run: await execute(notebooks[name], options) };
  });
  const of = (wanted: string) =>
    Object.fromEntries(runs.filter(({ kernel }) => kernel === wanted).map(({ name, run }) => [name, run]));
  stock = of(kernels.stock) as typeof stock;
  launcher = of(kernels.launcher) as typeof launcher;
}, 180_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const texts = (run: Execution) =>
  run.notebook?.cells.map((cell) =>
    cell.outputs?.map(({ text, data }) => text ?? `${String(data?.["text/plain"])}\n`).join(""),
  );

const both = ["stock tslab", "the launcher"] as const;
const runOn = (kernel: (typeof both)[number], name: (typeof onLauncher)[number]) =>
  kernel === "stock tslab" ? stock[name] : launcher[name];

test.each(both)(
  "on %s a good notebook runs in its own folder, with outputs and execution counts",
  (kernel) => {
    const good = runOn(kernel, "good");
    expect(runProblems(good)).toEqual([]);
    expect(texts(good)).toEqual([undefined, "", "0.5\n", "1 true\n", "✓ finished: 0 left\n"]);
    expect(good.notebook?.cells.map((cell) => cell.execution_count)).toEqual([undefined, 1, 2, 3, 4]);
  },
);

test("what the two kernels show of a good notebook compares equal", () => {
  const [before, after] = [stock.good.notebook, launcher.good.notebook];
  expect(before && after && differences(before, after)).toEqual([]);
});

test("nothing that differs from run to run is in the executed notebook", () => {
  expect(stock.good.notebook?.cells.map((cell) => cell.metadata)).toEqual([{}, {}, {}, {}, {}]);
});

test.each(both)("on %s an exception fails with the cell, its source and the error", (kernel) => {
  const [problem, ...others] = runProblems(runOn(kernel, "exception"));
  expect(others).toEqual([]);
  expect(problem).toContain(`cell [2] \`${throws}\` failed`);
  expect(problem).toContain("Error: refused");
});

test.each(both)("on %s a compile error fails with the line of the source", (kernel) => {
  const [problem, ...others] = runProblems(runOn(kernel, "compileError"));
  expect(others).toEqual([]);
  expect(problem).toMatch(/^cell \[1\] `const a = 1;` failed\n/);
  expect(problem).toContain("Type 'number' is not assignable to type 'string'");
  expect(problem).toContain("const s: string = a;");
});

test("cells that stock tslab aborts after an expected error are found, though nbconvert ends with code 0", () => {
  expect(stock.aborted.exitCode).toBe(0);
  expect(runProblems(stock.aborted)[0]).toBe(
    "cell [3] `console.log('skipped')` was aborted: the kernel skips what follows an error",
  );
});

test("an unhandled rejection between two cells is found, though nbconvert drops it", () => {
  expect(stock.late.exitCode).toBe(0);
  expect(runProblems(stock.late).join("\n")).toContain("UnhandledPromiseRejection: Error: nobody awaited me");
});

test("a throw in a timer is on stderr of the cell that runs by then", () => {
  expect(texts(stock.late)?.[2]).toContain("UncaughtException: Error: from a timer");
});

test("what is written after the last cell has ended is found", () => {
  expect(runProblems(stock.late).join("\n")).toContain(`cell [5] \`${end}\` wrote after it had ended`);
});

test("what native code writes past Jupyter is found", () => {
  expect(runProblems(stock.late).join("\n")).toContain("past Jupyter, to the terminal:\npast Jupyter");
});

test("a kernel that dies and a cell that takes too long did not end", () => {
  for (const run of [stock.dies, stock.hangs]) {
    expect(run.exitCode).not.toBe(0);
    expect(runProblems(run)[0]).toContain("did not end: the kernel died or the cell took too long");
  }
});

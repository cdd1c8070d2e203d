import { runProblems } from "../../tools/notebooks/run-problems.ts";
import type { Reply } from "../../tools/notebooks/execute.ts";
import { code, notebook, stderr } from "./make-notebook.mjs";

const twoCells = notebook("first()", "second()");
const usualLog = "[NbConvertApp] Converting notebook into notebook\n[NbConvertApp] Writing 9 bytes to x";

const problems = (replies: Reply[], { log = usualLog, exitCode = 0, cells = twoCells } = {}) =>
  runProblems({ notebook: cells, replies: new Map(replies.entries()), exitCode, log });

const ok = { status: "ok" };

test("a run in which each cell was answered with ok has no problem", () => {
  expect(problems([ok, ok])).toEqual([]);
});

test("an aborted cell is a problem, though nbconvert ends with code 0", () => {
  expect(problems([ok, { status: "abort" }])).toEqual([
    "cell [2] `second()` was aborted: the kernel skips what follows an error",
  ]);
});

test("a cell that was never run is a problem", () => {
  expect(problems([ok])).toEqual(["cell [2] `second()` did not run"]);
  expect(problems([])).toContain("cell [1] `first()` did not run");
});

test("after a failed cell those that were not reached are not listed", () => {
  const cells = notebook(
    code("first();\nx", { outputs: [stderr("2:1 - Cannot find name 'x'.\n")] }),
    "second()",
  );
  expect(problems([{ status: "error" }], { cells, exitCode: 1 })).toEqual([
    "cell [1] `first();` failed\n2:1 - Cannot find name 'x'.\n    x",
  ]);
});

test("a failure is shown without the part of its stack that lies in the kernel", () => {
  const stack =
    "Error: no\n    at f (evalmachine.<anonymous>:2:7)\n    at x (/a/node_modules/tslab/dist/executor.js:1:2)\n" +
    "    at runInThisContext (node:vm:135:14)\n";
  const cells = notebook(code("first()", { outputs: [stderr(stack)] }));
  expect(problems([{ status: "error" }], { cells, exitCode: 1 })).toEqual([
    "cell [1] `first()` failed\nError: no\n    at f (evalmachine.<anonymous>:2:7)",
  ]);
});

test("a launcher's error message is shown like text on stderr", () => {
  const error = {
    output_type: "error",
    ename: "RangeError",
    evalue: "no",
    traceback: ["\u001b[31mRangeError\u001b[0m: no", "at line 2"],
  };
  const cells = notebook(code("first()", { outputs: [error] }));
  expect(problems([{ status: "error" }], { cells, exitCode: 1 })).toEqual([
    "cell [1] `first()` failed\nRangeError: no\nat line 2",
  ]);
});

test("an expected exception is no problem, its absence is one", () => {
  const cells = notebook(code("fail()", { tags: ["raises-exception"] }));
  expect(problems([{ status: "error" }], { cells })).toEqual([]);
  expect(problems([ok], { cells })).toEqual(["cell [1] `fail()` is tagged raises-exception and raised none"]);
});

test("output that came after its cell had ended is a problem", () => {
  expect(problems([{ status: "ok", late: ["UnhandledPromiseRejection: Error: late\n"] }, ok])).toEqual([
    "cell [1] `first()` wrote after it had ended (an unawaited promise or a timer): UnhandledPromiseRejection: Error: late",
  ]);
});

test("a cell during which the kernel died did not end", () => {
  expect(problems([{ status: "running" }], { exitCode: 1 })).toEqual([
    "cell [1] `first()` did not end: the kernel died or the cell took too long",
  ]);
});

test("text that the kernel wrote past Jupyter is a problem", () => {
  expect(problems([ok, ok], { log: `${usualLog}\ncudart: not found` })).toEqual([
    "the kernel wrote past Jupyter, to the terminal:\ncudart: not found",
  ]);
});

test("Node's deprecation warnings in the terminal reach no reader and are let through", () => {
  const warning =
    "(node:12) [DEP0040] DeprecationWarning: The `punycode` module is deprecated.\n(Use `node --trace-deprecation ...` to show where the warning was created)";
  expect(problems([ok, ok], { log: `${warning}\n${usualLog}` })).toEqual([]);
});

test("an exit code that nothing explains is a problem with nbconvert's words", () => {
  expect(problems([ok, ok], { exitCode: 1, log: "Traceback\nOSError: x" })).toEqual([
    "nbconvert ended with exit code 1\nTraceback\nOSError: x",
  ]);
});

test("where no kernel started nbconvert's words are shown", () => {
  const execution = {
    notebook: undefined,
    replies: new Map(),
    exitCode: 1,
    log: "No such kernel named tslab",
  };
  expect(runProblems(execution)).toEqual([
    "nbconvert did not run it (exit code 1)\nNo such kernel named tslab",
  ]);
});

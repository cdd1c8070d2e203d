import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import type { Output } from "../../tools/notebooks/notebook-file.ts";
import { outputProblems, sizeLimit } from "../../tools/notebooks/output-problems.ts";
import { root } from "../../tools/setup/shared/paths.mjs";
import { code, display, finished, notebook, png, stderr, stdout } from "./make-notebook.mjs";

const problems = (outputs: Output[], tags: string[] = []) =>
  outputProblems(notebook(code("show()", { outputs, tags }), finished), 1000);

test("a notebook that shows what it should has no problem", () => {
  expect(problems([stdout("loss 0.51, see https://example.org/home/page, 3/4 of 1:2\n")])).toEqual([]);
});

test.each([
  ["the project's folder", `in ${root}/lib`],
  ["the home folder", `in ${join(homedir(), "data")}`],
  ["the temporary folder", `(${join(tmpdir(), "x")})`],
  ["another's home", "/home/somebody/linear-networks"],
  ["a Mac's home", "/Users/somebody/x"],
  ["a Windows path", "C:\\Users\\somebody"],
  ["a file's address", "file:///x/y.js"],
])("%s is an absolute path", (_, text) => {
  expect(problems([stdout(text)])).toEqual([
    expect.stringContaining("cell [1] `show()` shows an absolute path: "),
  ]);
});

test.each([
  "notebooks/0-start-here.ipynb",
  "../data/houses",
  "~/x",
  "a/home/b",
  "1/usr/2",
  "https://x.org/tmp/y",
])("%s is no absolute path", (text) => {
  expect(problems([stdout(text)])).toEqual([]);
});

test.each([
  ["(node:12) [DEP0040] DeprecationWarning: The `punycode` module is deprecated", "a warning"],
  ["UserWarning: x", "a warning"],
  ["WARNING: x", "a warning"],
  ["UnhandledPromiseRejection: Error: late", "an error that nobody caught"],
  ["UncaughtException: Error: timer", "an error that nobody caught"],
  ["Error: no\n    at f (evalmachine.<anonymous>:2:7)\n", "a stack trace"],
  ["\u001b[31mred\u001b[39m", "a terminal's escape code"],
  ["ran at 14:03:59", "a time of day"],
  ["2026-01-05T14:03", "a time of day"],
])("%j shows %s", (text, what) => {
  expect(problems([stdout(text)])).toEqual([expect.stringContaining(`shows ${what}: `)]);
});

test("a cell tagged varies may show a time of day, but no path", () => {
  expect(problems([stdout("ran at 14:03:59")], ["varies"])).toEqual([]);
  expect(problems([stdout("/home/somebody/x")], ["varies"])).toHaveLength(1);
});

test("any text on stderr is a problem", () => {
  expect(problems([stderr("oops\n")])).toEqual(["cell [1] `show()` wrote to stderr: oops"]);
});

test("an error is a problem, except where the cell is tagged raises-exception", () => {
  const error = { output_type: "error", ename: "RangeError", evalue: "no", traceback: [] };
  expect(problems([error])).toEqual(["cell [1] `show()` shows an error: RangeError: no"]);
  expect(problems([error, stderr("RangeError: no")], ["raises-exception"])).toEqual([]);
});

const vegaLite = "application/vnd.vegalite.v5+json";

test("words inside charts are looked at, embedded pictures are not", () => {
  const chart = (title: string) =>
    display({
      [vegaLite]: { title, url: `data:image/png;base64,AAA/home/somebody/${png(1, 1)}` },
      "image/png": "/tmp/AAAA",
      "text/plain": "A chart",
    });
  expect(problems([chart("Prices")])).toEqual([]);
  expect(problems([chart("of /home/somebody/x")])).toEqual([expect.stringContaining("an absolute path")]);
});

test.each([
  [
    { [vegaLite]: "{}", "image/png": "AA", "text/plain": "x" },
    "shows a chart whose specification is not an object",
  ],
  [{ [vegaLite]: {}, "text/plain": "x" }, "shows a chart without image/png beside it"],
  [{ [vegaLite]: {}, "image/png": "AA" }, "shows a chart without a description (text/plain)"],
])("a chart that some viewer cannot show is a problem: %j", (data, problem) => {
  expect(problems([display(data)])).toEqual([`cell [1] \`show()\` ${problem}`]);
});

test("the last code cell must be finish", () => {
  expect(outputProblems(notebook("1", "2"), 1000)).toEqual([
    "the last code cell is not `await notebook.finish([…])` but cell [2] `2`",
  ]);
  expect(outputProblems(notebook("// the end\nawait finish([]);", "2"), 1000)).toHaveLength(1);
  expect(outputProblems(notebook(), 1000)).toEqual(["it has no code cell"]);
});

test("the last cell must have printed that it reached the end", () => {
  expect(outputProblems(notebook("await finish([]);"), 1000)).toEqual([
    'cell [1] `await finish([]);` has not printed "✓ finished": the run did not reach the end',
  ]);
});

test("a notebook of a megabyte is too large, a byte less is not", () => {
  expect(outputProblems(notebook(finished), sizeLimit - 1)).toEqual([]);
  expect(outputProblems(notebook(finished), sizeLimit)).toEqual([
    expect.stringContaining("it has 1000000 bytes, fewer than 1000000 are allowed"),
  ]);
});

test("an output that nobody reads to its end is a problem", () => {
  expect(problems([stdout("x".repeat(10_000))])).toEqual([]);
  expect(problems([stdout("x".repeat(10_001))])).toEqual([
    "cell [1] `show()` prints 10001 characters, at most 10000 are allowed",
  ]);
});

import { checkSources } from "../../tools/notebooks/check-sources.ts";
import { notebookSource } from "../../tools/notebooks/notebook-program.ts";
import { inRoot } from "../../tools/setup/shared/paths.mjs";
import { defineFinish, notebook } from "./make-notebook.mjs";

const end = "await finish([]);";
const lines = (count: number) => Array.from({ length: count }, (_, i) => `console.log(${i});`).join("\n");

/** The cells between `finish` and the end, what they are an example of, and what is found. */
const failing: [string, string[], string[]][] = [
  [
    "a wrong type",
    ["const a = 1;", "const s: string = a;"],
    ["cell [3] `const s: string = a;` line 1: Type 'number' is not assignable to type 'string'."],
  ],
  [
    "a type that only strict mode demands",
    ["const f = (x) => x;"],
    ["Parameter 'x' implicitly has an 'any' type"],
  ],
  [
    "a possible undefined",
    ["const a = [1].find((x) => x > 1);\nconsole.log(a.toFixed(1));"],
    ["line 2: 'a' is possibly 'undefined'"],
  ],
  ["a syntax error", ["const a = (1;"], ["')' expected"]],
  ["an unknown module", ['const a = await import("nowhere");'], ["Cannot find module 'nowhere'"]],
  [
    "an import in a later cell",
    ['import { join } from "node:path";\njoin("a")'],
    ["imports stand in the first code cell"],
  ],
  ["an export", ["export const a = 1;"], ["the kernel cannot run `export`"]],
  ["a top-level let", ["let a = 1;\na += 1;"], ["no top-level `let` or `var`"]],
  ["a top-level var", ["var a = 1;"], ["no top-level `let` or `var`"]],
  [
    "a name declared in two cells",
    ["const a = 1;", "const a = 2;"],
    ["cell [3] `const a = 2;` line 1: `a` is declared in cell [2] already"],
  ],
  [
    "a destructured name declared in two cells",
    ["const a = 1;", "const { b, c: [a] } = { b: 1, c: [2] };"],
    ["`a` is declared in cell [2] already"],
  ],
  [
    "an interface merged over two cells",
    ["interface A { x: number }", "interface A { y: number }"],
    ["`A` is declared in cell [2] already"],
  ],
  ["a cell of 31 lines", [lines(31)], ["line 1: 31 lines, at most 30"]],
];

const passing: [string, string[]][] = [
  ["strict code that ends with an expression", ["const a: number[] = [1];\na"]],
  ["top-level await", ["const a = await Promise.resolve(1);\na"]],
  [
    "a block with names that other cells have",
    ["const a = 1;", "{ const a = 2; let b = a; b += 1; console.log(b); }"],
  ],
  [
    "function overloads in one cell",
    ["function f(x: number): number;\nfunction f(x: string): string;\nfunction f(x: unknown) { return x; }"],
  ],
  ["a cell of 30 lines", [lines(30)]],
  ["a line that looks continued in the next cell", ["const a = 1", "(() => console.log(a))()"]],
];

const source = (name: string, cells: string[]) =>
  notebookSource(inRoot("notebooks", `${name}.ipynb`), notebook(defineFinish, ...cells, end));
const bare = (name: string, ...cells: string[]) =>
  notebookSource(inRoot("notebooks", `${name}.ipynb`), notebook(...cells));

// All in one program, since each would read the library's and Node's types again.
const sources = [
  ...[...failing, ...passing].map(([, cells], i) => source(String(i), cells)),
  bare("imported", `import { join } from "node:path";\n${defineFinish}`, "const join = 1;", end),
  bare("unfinished", defineFinish, "1"),
  source("long", [lines(26)]),
];

let checks: ReturnType<typeof checkSources>;
beforeAll(() => {
  checks = checkSources(sources);
}, 60_000);
const checkOf = (name: string) => checks.find((check) => check.name === `${name}.ipynb`);

test.each(failing.map(([what, , findings], i) => [what, i, findings] as const))(
  "%s is found",
  (_, i, findings) => {
    const found = checks[i].findings.join("\n");
    for (const finding of findings) expect(found).toContain(finding);
  },
);

test.each(failing.map(([what, cells], i) => [what, i, cells] as const))(
  "of %s each finding quotes the line",
  (_, i, cells) => {
    const written = cells
      .join("\n")
      .split("\n")
      .map((line) => line.trim());
    const quoted = checks[i].findings.map((finding) => finding.split("\n").at(-1)?.trim());
    expect(written).toEqual(expect.arrayContaining(quoted));
  },
);

test.each(passing.map(([what], i) => [what, failing.length + i] as const))("%s is allowed", (_, i) => {
  expect(checks[i].findings).toEqual([]);
});

test("a name that is imported is not defined", () => {
  expect(checkOf("imported")?.findings[0]).toContain("`join` is imported and defined: one of them");
});

test("a last cell other than finish is found", () => {
  expect(checkOf("unfinished")?.findings).toEqual([
    expect.stringContaining("the last code cell is not `await notebook.finish([…])`"),
  ]);
});

test("a cell of 26 lines is noted, not refused", () => {
  expect(checkOf("long")).toMatchObject({
    findings: [],
    notes: ["cell [2] `console.log(0);` has 26 lines, better at most 25"],
  });
});

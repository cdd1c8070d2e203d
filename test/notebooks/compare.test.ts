import { differences, differenceText, merged } from "../../tools/notebooks/compare.ts";
import { code, finished, markdown, notebook, stdout } from "./make-notebook.mjs";

const run = (first: string, second: string) =>
  notebook(
    markdown("# Title"),
    code("a", { outputs: [stdout(first)], count: 1 }),
    code("// b\nb", { outputs: [stdout(second)], count: 2 }),
    finished,
  );

test("a difference names the cell by number and first line, with what was committed and what came", () => {
  const [difference, ...others] = differences(run("1\n", "0.50\n"), run("1\n", "0.60\n"));
  expect(others).toEqual([]);
  expect(difference).toEqual({ cell: "cell [2] `// b`", committed: "0.50", fresh: "0.60" });
  expect(differenceText(difference)).toBe(
    "cell [2] `// b` gives other output\n    committed:\n      0.50\n    now:\n      0.60",
  );
});

test("a cell that compares equal keeps its committed output, another takes the fresh one", () => {
  const [before, after] = [run("0.50\n", "1\n"), run("0.51\n", "2\n")];
  const stored = merged(before, after).cells.map(({ outputs }) => outputs?.map(({ text }) => text));
  expect(stored).toEqual([undefined, ["0.50\n"], ["2\n"], ["✓ finished: nothing left\n"]]);
});

test("execution counts are those of the run", () => {
  const before = notebook(code("a", { count: 7 }), finished);
  const after = notebook(code("a", { count: 1 }), finished);
  expect(merged(before, after).cells[0].execution_count).toBe(1);
});

test("of a long difference the beginning is shown", () => {
  const lines = Array.from({ length: 40 }, (_, i) => `line ${i}`).join("\n");
  const text = differenceText({ cell: "cell [1] `a`", committed: lines, fresh: "x" });
  expect(text).toContain("line 11\n      … 28 more lines");
});

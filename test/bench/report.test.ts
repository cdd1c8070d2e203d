import { readFileSync } from "node:fs";
import { closingLines, markdownTable, textTable, withResults } from "../../tools/bench/report.ts";
import { resultOf } from "../../tools/bench/rounds.ts";
import { rows } from "../../tools/bench/rows.ts";
import { inRoot } from "../../tools/setup/shared/paths.mjs";

const row = { name: "an epoch", ours: "a", theirs: "b", atMost: 0.9, same: ["loss"] };
const run = (seconds: number, processor: number, loss = 0.5) => ({ seconds, processor, loss });
const good = resultOf(
  row,
  new Map([
    ["a", [run(0.1604, 0.3)]],
    ["b", [run(0.2, 0.4)]],
  ]),
);
const bad = resultOf(
  { ...row, name: "another" },
  new Map([
    ["a", [run(0.3, 0.3)]],
    ["b", [run(0.2, 0.4, 0.7)]],
  ]),
);

test("the table tells times in milliseconds, the ratio, the target, and whether it was met", () => {
  expect(markdownTable([good]).split("\n").at(-1)).toBe(
    "| an epoch | 160 (160–160) | b | 200 (200–200) | 0.80 | ≤ 0.9 | ✓ | 0.75 |",
  );
});

test("in the terminal the columns stand below each other", () => {
  const lines = textTable([good, bad]).split("\n");
  expect(lines).toHaveLength(3);
  expect(new Set(lines.map((line) => line.search(/ours, ms|160|300/))).size).toBe(1);
});

test("what a void comparison differed in is said, and it does not count as met", () => {
  expect(closingLines([good, bad])).toEqual([
    "void: another and b did not compute the same: loss 0.5 and 0.7",
    "1 of 2 targets met",
  ]);
});

test("the results take the place of the ones before, and nothing else changes", () => {
  const readme = readFileSync(inRoot("tools", "bench", "README.md"), "utf8");
  const once = withResults(readme, "first");
  if (once === undefined) throw new Error("tools/bench/README.md has no marks");
  const twice = withResults(once, "second");
  expect(twice).toBe(once.replace("\n\nfirst\n\n", "\n\nsecond\n\n"));
  expect(withResults("a text without marks", "results")).toBeUndefined();
});

test("the README holds each comparison that is measured", () => {
  const readme = readFileSync(inRoot("tools", "bench", "README.md"), "utf8");
  for (const { name, theirs } of rows)
    expect(readme).toMatch(new RegExp(`\\| ${name} \\|.*\\| ${theirs} \\|`));
});

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findSubmissions } from "../../tools/grade/submissions.ts";
import { small } from "./thirty-submissions.mjs";

const folder = mkdtempSync(join(tmpdir(), "linear-networks-submissions-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a notebook is one person's, and so are the notebooks of a folder; links and checkpoints are passed over", () => {
  for (const name of ["second", "second/.ipynb_checkpoints", "empty"]) mkdirSync(join(folder, name));
  const files = [
    "first.ipynb",
    "second/a.ipynb",
    "second/b.ipynb",
    "second/.ipynb_checkpoints/a.ipynb",
    "notes.txt",
  ];
  for (const file of files) writeFileSync(join(folder, file), JSON.stringify(small));
  writeFileSync(join(folder, "third.ipynb"), "no JSON");
  symlinkSync(join(folder, "first.ipynb"), join(folder, "link.ipynb"));
  const found = findSubmissions(folder);
  expect(found.map(({ name, notebooks }) => [name, notebooks.map((each) => each.name)])).toEqual([
    ["first", ["first"]],
    ["second", ["a", "b"]],
    ["third", []],
  ]);
  expect(found[2].problems).toEqual([expect.stringContaining("third.ipynb is not valid JSON")]);
});

test("no folder and an empty one are refused", () => {
  expect(() => findSubmissions(join(folder, "missing"))).toThrow("cannot be read as a folder (ENOENT)");
  expect(() => findSubmissions(join(folder, "empty"))).toThrow("holds no submissions");
});

import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { temporaryFolder, writeFiles } from "../temporary-folder.mjs";

/** Runs .ci/notebooks in a project with two notebooks, where Python notes what it is called with and does that. */
function run(python: string, words = ["executed"]) {
  const root = temporaryFolder();
  cpSync(resolve(".ci"), join(root, ".ci"), { recursive: true });
  writeFiles(root, {
    "notebooks/1-one.ipynb": "{}",
    "notebooks/2-two.ipynb": "{}",
    ".venv/bin/python": `#!/bin/sh\necho "$*" >> notes\n${python}\n`,
  });
  chmodSync(join(root, ".venv/bin/python"), 0o755);
  const { status, stdout, stderr } = spawnSync(join(root, ".ci/notebooks"), words, {
    cwd: root,
    encoding: "utf8",
  });
  const notes = join(root, "notes");
  const calls = existsSync(notes) ? readFileSync(notes, "utf8").trim().split("\n") : [];
  return { root, status, stdout, stderr, calls };
}

test("each notebook is executed by nbconvert, then made a page", () => {
  const { root, status, calls } = run("true");
  expect(status).toBe(0);
  expect(calls.map((call) => /--to (.*)$/.exec(call)?.[1])).toEqual([
    `notebook --execute --ExecutePreprocessor.timeout=600 ${root}/notebooks/1-one.ipynb`,
    `html ${root}/executed/1-one.ipynb`,
    `notebook --execute --ExecutePreprocessor.timeout=600 ${root}/notebooks/2-two.ipynb`,
    `html ${root}/executed/2-two.ipynb`,
  ]);
});

test("one that fails makes no page, the next is run all the same, and the code tells", () => {
  const { status, stdout, calls } = run('case "$*" in *--execute*1-one*) exit 1;; esac');
  expect(status).toBe(1);
  expect(calls).toHaveLength(3);
  expect(stdout).toBe("… 1-one\n✗ 1-one\n… 2-two\n✓ 2-two\n");
});

test("without a folder nothing is run, and the usage is told", () => {
  const { status, stderr, calls } = run("true", []);
  expect(status).toBe(2);
  expect(stderr).toContain("usage: .ci/notebooks <folder>");
  expect(calls).toEqual([]);
});

import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathWithoutNode } from "./host/path-without-node";
import { setUpProblems, withOutputsOf } from "./host/run-edition";
import { snapshot } from "./host/snapshot";
import { colabEdition, ownCells } from "../../tools/colab/edition.ts";
import { code, finished, notebook, stderr, stdout } from "../notebooks/make-notebook.mjs";

let folder: string;
const at = (...parts: string[]) => join(folder, ...parts);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "colab-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("on the path without Node there is everything but Node", () => {
  const PATH = pathWithoutNode(at("bin"));
  expect(existsSync(join(PATH, "node"))).toBe(false);
  expect(existsSync(join(PATH, "npm"))).toBe(false);
  expect(
    spawnSync("sh", ["-c", "command -v node || echo none"], { env: { PATH }, encoding: "utf8" }).stdout,
  ).toBe("none\n");
});

test("a snapshot is a clean repository with what is there now, and without what was made", () => {
  for (const name of [
    "lib/src/a.ts",
    "lib/dist/a.js",
    "node_modules/x/y.js",
    ".venv/z",
    "tools/site/b.mjs",
    "site/c",
  ]) {
    mkdirSync(join(at("project"), name, ".."), { recursive: true });
    writeFileSync(at("project", name), "");
  }
  snapshot(at("copy"), at("project"));
  const tracked = execFileSync("git", ["ls-files"], { cwd: at("copy"), encoding: "utf8" });
  expect(tracked).toBe("lib/src/a.ts\ntools/site/b.mjs\n");
  expect(readdirSync(at("copy")).sort()).toEqual([".git", "lib", "tools"]);
});

describe("an executed edition", () => {
  const original = notebook(code("f()", { outputs: [stdout("1\n")], count: 1 }), finished);
  const edition = colabEdition(original, "");

  test("is compared cell by cell with the original's code", () => {
    const executed = {
      ...edition,
      cells: edition.cells.map((cell) =>
        cell.source === "%%ts\nf()" ? { ...cell, outputs: [stdout("2\n")] } : cell,
      ),
    };
    const same = withOutputsOf(original, executed);
    expect(same.cells).toHaveLength(2);
    expect(same.cells[0]).toMatchObject({ source: "f()", outputs: [{ text: "2\n" }] });
  });

  test.each([
    ["a kernel on another Node", [stdout("✓ TypeScript kernel ready (Node 20.20.2)\n")], 1],
    ["a word on stderr", [stdout("✓ TypeScript kernel ready (Node 22.20.0)\n"), stderr("careful\n")], 1],
    ["nothing", [], 1],
    ["the Node from PyPI", [stdout("✓ TypeScript kernel ready (Node 22.20.0)\n")], 0],
  ])("whose first cell shows %s has so many problems: %#", (_, outputs, count) => {
    const cells = edition.cells.map((cell) => (cell.id === ownCells.setUp ? { ...cell, outputs } : cell));
    expect(setUpProblems({ ...edition, cells })).toHaveLength(count);
  });
});

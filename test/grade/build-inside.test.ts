import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { insideFolder } from "../../tools/grade/sandbox.ts";
import { inRoot } from "../../tools/setup/shared/paths.mjs";

beforeAll(() => {
  // Bundlers do not run in Jest's sandbox.
  const program = `
    import { buildInside } from ${JSON.stringify(inRoot("tools/grade/build-inside.ts"))};
    await buildInside();`;
  execFileSync(process.execPath, ["--import=tsx", "--input-type=module", "-e", program]);
});

/** The files beside it that a compiled program imports. */
function importedFiles(file: string): string[] {
  const found = readFileSync(file, "utf8").matchAll(/(?:require\(|from )"(\.[^"]+)"/g);
  return Array.from(found, ([, path = ""]) => path);
}

test("what runs in a sandbox finds the library where it is compiled to", () => {
  for (const name of ["judge.cjs", "record.cjs"]) {
    const file = join(insideFolder, name);
    const paths = importedFiles(file);
    expect(paths.length).toBeGreaterThan(0);
    // Within the sandbox no other part of the project is there.
    for (const path of paths) expect(createRequire(file).resolve(path)).toContain(inRoot());
  }
});

test("what runs a notebook's cells holds the whole client of the kernel", () => {
  const file = join(insideFolder, "run-cells.mjs");
  expect(importedFiles(file)).toEqual([]);
  expect(readFileSync(file, "utf8")).toContain("class _KernelClient");
});

test("nothing of the library is copied into it", () => {
  expect(readFileSync(join(insideFolder, "judge.cjs"), "utf8").length).toBeLessThan(10_000);
});

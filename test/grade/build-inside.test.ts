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

test("what runs in a sandbox finds the library and the kernel where it is compiled to", () => {
  for (const name of ["judge.cjs", "record.cjs", "run-cells.mjs"]) {
    const file = join(insideFolder, name);
    const found = readFileSync(file, "utf8").matchAll(/(?:require\(|from )"(\.[^"]+)"/g);
    const paths = Array.from(found, ([, path = ""]) => path);
    expect(paths.length).toBeGreaterThan(0);
    // Within the sandbox no other part of the project is there.
    for (const path of paths) expect(createRequire(file).resolve(path)).toContain(inRoot());
  }
});

test("nothing of the library is copied into it", () => {
  expect(readFileSync(join(insideFolder, "judge.cjs"), "utf8").length).toBeLessThan(10_000);
});

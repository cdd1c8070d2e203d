import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

const root = resolve(__dirname, "..", "..");
let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "imports-")));
  const rules = readFileSync(join(root, ".oxlintrc.json"), "utf8");
  // No import needs types to be judged.
  writeFileSync(join(folder, ".oxlintrc.json"), rules.replace('"typeAware": true', '"typeAware": false'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What the project's lint finds in a library of these files. */
function findings(files: Record<string, string>): string[] {
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, "lib", "src", path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const oxlint = join(root, "node_modules", "oxlint", "bin", "oxlint");
  const { stdout } = spawnSync(process.execPath, [oxlint, "--format=json"], {
    cwd: folder,
    encoding: "utf8",
  });
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; filename: string }[] };
  return diagnostics.map(({ code, filename }) => `${filename.replaceAll("\\", "/")}: ${code}`).sort();
}

const step = `export interface Step {\n  loss: number;\n}\n`;

test("a room may import from the rooms below it", () => {
  const files = {
    "models/step.ts": step,
    "training/train.ts": `import type { Step } from "../models/step";\nexport const lossOf = (step: Step) => step.loss;\n`,
  };
  expect(findings(files)).toEqual([]);
});

test.each([
  ["base", "data"],
  ["platform", "data"],
  ["data", "losses"],
  ["losses", "models"],
  ["optim", "training"],
  ["models", "training"],
  ["training", "charts"],
  ["charts", "notebook"],
])("an import from %s up to %s is refused, also one of a type only", (room, above) => {
  const files = {
    [`${above}/deep/step.ts`]: step,
    [`${room}/low.ts`]: `export type { Step } from "../${above}/deep/step";\n`,
    [`${room}/deep/low.ts`]: `import { step } from "../../${above}/step";\nexport const low = step;\n`,
  };
  const rule = "eslint(no-restricted-imports)";
  expect(findings(files)).toEqual([
    `lib/src/${room}/deep/low.ts: ${rule}`,
    `lib/src/${room}/low.ts: ${rule}`,
  ]);
});

test("two files that import from each other are refused, even where one needs a type only", () => {
  const files = {
    "models/a.ts": `import { b } from "./b";\nexport interface A {\n  x: number;\n}\nexport const a: A = { x: b };\n`,
    "models/b.ts": `import type { A } from "./a";\nexport const b = 1;\nexport const c: A = { x: 2 };\n`,
  };
  expect(findings(files)).toEqual([
    "lib/src/models/a.ts: import(no-cycle)",
    "lib/src/models/b.ts: import(no-cycle)",
  ]);
});

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

test("the library may not import the exercises, which use its public names only", () => {
  const files = {
    "notebook/low.ts": `export type { AnswerTo } from "linear-networks-exercises";\n`,
    "../../exercises/src/deep.ts": `export { judgementOf } from "linear-networks/dist/notebook/check";\n`,
    "../../exercises/src/public.ts": `export { check } from "linear-networks";\n`,
  };
  const rule = "eslint(no-restricted-imports)";
  expect(findings(files)).toEqual([`exercises/src/deep.ts: ${rule}`, `lib/src/notebook/low.ts: ${rule}`]);
});

test.each(["common", "render"])(
  "charts/%s imports nothing of charts/ but common/, and nothing from above",
  (folder) => {
    const files = {
      "base/random.ts": step,
      "notebook/show.ts": step,
      "charts/bars.ts": step,
      "charts/common/numbers.ts": step,
      [`charts/${folder}/a.ts`]: `export type { Step } from "../bars";\n`,
      [`charts/${folder}/b.ts`]: `export type { Step } from "../../notebook/show";\n`,
      [`charts/${folder}/c.ts`]: `export type { Step } from "../common/numbers";\n`,
      [`charts/${folder}/d.ts`]: `export type { Step } from "../../base/random";\n`,
    };
    const rule = "eslint(no-restricted-imports)";
    expect(findings(files)).toEqual([
      `lib/src/charts/${folder}/a.ts: ${rule}`,
      `lib/src/charts/${folder}/b.ts: ${rule}`,
    ]);
  },
);

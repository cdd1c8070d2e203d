import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { installedFiles } from "../../tools/setup/doctor/files.mjs";
import { stepsOf } from "../../tools/setup/set-up.mjs";
import { bring, fakeProject } from "./fake-programs.mjs";

let root: string;
beforeEach(async () => {
  root = fakeProject();
  await bring(root);
});

/** The steps that have something to do. */
async function due(): Promise<string[]> {
  const names = [];
  for (const step of stepsOf(root)) if (!(await step.isDone())) names.push(step.name.replace(/ \(.*/, ""));
  return names;
}

const ways: [string, (file: string) => void][] = [
  ["emptied", (file) => writeFileSync(file, "")],
  ["cut short", (file) => writeFileSync(file, readFileSync(file).subarray(0, -1))],
  ["deleted", (file) => rmSync(file)],
  [
    "replaced by a folder",
    (file) => {
      rmSync(file);
      mkdirSync(file);
    },
  ],
];
const files: [string, string][] = [
  ["node_modules/tslab/index.js", "npm packages"],
  ["node_modules/tslab/package.json", "npm packages"],
  [".venv/lib/python3.12/site-packages/jupyterlab/labapp.py", "Python environment"],
  ["lib/dist/index.js", "library"],
  [".venv/share/jupyter/kernels/tslab/kernel.json", "TypeScript kernel"],
  [".venv/share/jupyter/lab/settings/overrides.json", "TypeScript kernel"],
  ["node_modules/.set-up-stamp.json", "npm packages"],
];

test("a file that is damaged in whatever way is missed by the step that made it", async () => {
  expect(await due()).toEqual([]);
  for (const [file, step] of files) {
    const path = join(root, file);
    const content = readFileSync(path);
    for (const [way, damage] of ways) {
      damage(path);
      expect([file, way, await due()]).toEqual([file, way, [step]]);
      rmSync(path, { recursive: true, force: true });
      writeFileSync(path, content);
    }
  }
  writeFileSync(join(root, "node_modules/tslab/README.md"), "what no program loads");
  writeFileSync(join(root, ".venv/lib/python3.12/site-packages/added.py"), "");
  expect(await due()).toEqual([]);
});

test("all of it is made again, also where its owner may not enter a folder", async () => {
  for (const [file] of files) {
    rmSync(join(root, file));
    mkdirSync(join(root, file));
  }
  chmodSync(join(root, "node_modules/tslab"), 0o000);
  chmodSync(join(root, ".venv/lib"), 0o000);
  const made = ["Python environment", "TypeScript kernel", "library", "npm packages"];
  expect(await bring(root)).toEqual(made);
  expect(await due()).toEqual([]);
  expect(readFileSync(join(root, files[0][0]), "utf8")).toBe("exports.name = __dirname;");
});

test("bytes that changed while the size did not are found by the doctor, and made again by the set-up", async () => {
  const file = join(root, "node_modules/tslab/index.js");
  writeFileSync(file, Buffer.alloc(statSync(file).size));
  expect(await due()).toEqual([]);
  expect(installedFiles(root)).toMatchObject({
    state: "wrong",
    found: "damaged: node_modules/tslab/index.js",
    cure: "`npm run setup` makes them again",
  });
  expect(await due()).toEqual(["npm packages"]);
  expect(await bring(root)).toEqual(["npm packages"]);
  expect(readFileSync(file, "utf8")).toBe("exports.name = __dirname;");
  expect(installedFiles(root)).toMatchObject({ state: "ok" });
});

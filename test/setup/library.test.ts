import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { library } from "../../tools/setup/library.mjs";
import { workIn } from "./fake-programs.mjs";
import { temporaryFolder, writeFiles } from "./temporary-folder.mjs";

/** Stands for the compiler: copies index.ts, unless FAIL is in it. */
const compiler = `
const fs = require("node:fs");
const after = (name) => process.argv[process.argv.indexOf(name) + 1];
const source = fs.readFileSync(after("--project") + "/src/index.ts", "utf8");
const fails = source.includes("FAIL");
fs.mkdirSync(after("--outDir"), { recursive: true });
fs.writeFileSync(after("--outDir") + "/index.js", fails ? "half" : source);
if (fails) console.log("lib/src/index.ts(1,14): error TS2322: no");
process.exit(fails ? 2 : 0);
`;

let root: string;
beforeEach(() => {
  root = temporaryFolder();
  writeFiles(root, {
    "package-lock.json": "{}",
    "tsconfig.json": "{}",
    "lib/tsconfig.json": "{}",
    "lib/src/index.ts": "first",
    "node_modules/typescript-native/package.json": "{}",
    "node_modules/typescript-native/bin/tsc": compiler,
  });
});

const build = () => library({ root }).run(workIn(root));
const isDone = () => library({ root }).isDone();
const compiled = () => readFileSync(join(root, "lib/dist/index.js"), "utf8");

test("the library is compiled once, and again when a source has changed", async () => {
  expect(await isDone()).toBe(false);
  await build();
  expect(compiled()).toBe("first");
  expect(await isDone()).toBe(true);
  writeFileSync(join(root, "lib/src/index.ts"), "second");
  expect(await isDone()).toBe(false);
  await build();
  expect(compiled()).toBe("second");
});

test("a build that fails leaves the old one whole, and says what is wrong and what to do", async () => {
  await build();
  writeFileSync(join(root, "lib/src/index.ts"), "FAIL");
  await expect(build()).rejects.toMatchObject({
    message: "the library does not compile: it ended with code 2",
    tail: expect.stringContaining("lib/src/index.ts(1,14): error TS2322") as string,
    cure: expect.stringContaining("npm run build") as string,
  });
  expect(compiled()).toBe("first");
});

test("what is left of an interrupted build, or of a source that is gone, is not kept", async () => {
  writeFiles(root, {
    ".setup/lib-dist-new/half.js": "half",
    ".setup/lib-dist-old/dist/index.js": "old",
    "lib/dist/gone.js": "of a source that is gone",
  });
  await build();
  for (const name of [".setup/lib-dist-new", ".setup/lib-dist-old", "lib/dist/gone.js"]) {
    expect([name, existsSync(join(root, name))]).toEqual([name, false]);
  }
  rmSync(join(root, "lib/dist/index.js"));
  expect(await isDone()).toBe(false);
});

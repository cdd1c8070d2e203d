import { readFileSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { library } from "../../tools/setup/library.mjs";
import { workIn } from "./fake-programs.mjs";
import { temporaryFolder, writeFiles } from "./temporary-folder.mjs";

let root: string;
const build = () => library({ root }).run(workIn(root));
const compiled = () => readFileSync(join(root, "lib/dist/index.js"), "utf8");

beforeEach(() => {
  root = temporaryFolder();
  writeFiles(root, {
    "package-lock.json": "{}",
    "tsconfig.json": "{}",
    "lib/tsconfig.json": JSON.stringify({
      compilerOptions: { rootDir: "src", outDir: "dist", module: "commonjs", sourceMap: true, types: [] },
      include: ["src"],
    }),
    "lib/src/index.ts": "export const answer: number = 42;\n",
    "node_modules/keep": "",
  });
  symlinkSync(
    resolve("node_modules/typescript-native"),
    join(root, "node_modules/typescript-native"),
    "junction",
  );
});

test("the library is compiled once, and again when a source has changed", async () => {
  expect(await library({ root }).isDone()).toBe(false);
  await build();
  expect(compiled()).toContain("exports.answer = 42");
  expect(await library({ root }).isDone()).toBe(true);

  writeFiles(root, { "lib/src/index.ts": "export const answer: number = 43;\n" });
  expect(await library({ root }).isDone()).toBe(false);
  await build();
  expect(compiled()).toContain("exports.answer = 43");
});

test("a build that fails leaves the old one whole, and says what is wrong and where the log is", async () => {
  await build();
  const before = compiled();
  writeFiles(root, { "lib/src/index.ts": "export const answer: number = 'forty-two';\n" });
  await expect(build()).rejects.toMatchObject({
    message: "the library does not compile: it ended with code 2",
    tail: expect.stringContaining("lib/src/index.ts(1,14): error TS2322") as string,
    log: join(root, ".setup/log"),
    cure: expect.stringContaining("npm run build") as string,
  });
  expect(compiled()).toBe(before);
  expect(readFileSync(join(root, ".setup/log"), "utf8")).toContain("error TS2322");
});

test("source maps lead from the compiled file to its source", async () => {
  await build();
  const map = JSON.parse(readFileSync(join(root, "lib/dist/index.js.map"), "utf8")) as { sources: string[] };
  expect(resolve(root, "lib/dist", map.sources[0])).toBe(join(root, "lib/src/index.ts"));
});

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { kernel } from "./shared-kernel.mjs";

const folder = mkdtempSync(join(tmpdir(), "rebuilt-"));
const file = (name: string) => join(folder, "lib", name);
// A package that is linked into node_modules, as the workspace links the library.
const link = join(folder, "node_modules", "small-package");

beforeAll(() => {
  mkdirSync(join(folder, "lib"));
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(join(folder, "lib"), link);
  writeFileSync(
    file("package.json"),
    JSON.stringify({ name: "small-package", main: "index.js", types: "index.d.ts" }),
  );
  writeFileSync(file("index.d.ts"), "export declare const answer: number;\n");
  build(1);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes the package as of a later time. */
function build(answer: number, seconds = 0) {
  writeFileSync(file("index.js"), `exports.answer = ${answer};\n`);
  const time = Date.now() / 1000 + seconds;
  utimesSync(file("index.js"), time, time);
}

test("a package that changes on disk is named once, before the next cell's output", async () => {
  const loaded = await kernel.execute(`import { answer } from ${JSON.stringify(link)}; answer`);
  expect(loaded.results[0].data).toEqual({ "text/plain": "1" });

  build(1, 5); // rebuilt to the same
  expect((await kernel.execute("console.log('same')")).text).toBe("same\n");

  build(2, 10);
  expect((await kernel.execute("console.log('changed')")).text).toBe(
    "small-package changed on disk: restart the kernel\nchanged\n",
  );
  const { text, outputs } = await kernel.execute("answer");
  expect(text).toBe("");
  expect(outputs.every(({ type }) => type !== "error")).toBe(true);
});

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { kernel } from "./shared-kernel.mjs";
import { pause, root } from "./start-kernel.mjs";

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

test("a module that a package loads late is noticed like one that it loads at once", async () => {
  const late = join(folder, "late");
  mkdirSync(late);
  writeFileSync(join(late, "package.json"), JSON.stringify({ name: "late-package", main: "index.js" }));
  writeFileSync(join(late, "index.js"), 'exports.late = () => import("./section.js");\n');
  writeFileSync(join(late, "section.js"), "exports.answer = 1;\n");
  await kernel.execute(`await require(${JSON.stringify(late)}).late()`);
  writeFileSync(join(late, "section.js"), "exports.answer = 2;\n");
  utimesSync(join(late, "section.js"), new Date(), new Date(Date.now() + 5000));
  expect((await kernel.execute("console.log('changed')")).text).toBe(
    "late-package changed on disk: restart the kernel\nchanged\n",
  );
});

test("a file that another one beside the notebook imports is found once it has been written", async () => {
  const [early, late] = ["early", "late"].map((name) => `.${name}-${process.pid}`);
  const path = (name: string) => join(root, "notebooks", `${name}.ts`);
  const value = async () => {
    const cell = `import { answer } from "./${early}";\nconst seen = answer + 1;\nseen`;
    return (await kernel.execute(cell)).results[0]?.data;
  };
  try {
    writeFileSync(path(early), `export { answer } from "./${late}";\n`);
    expect(await value()).toBeUndefined();
    writeFileSync(path(late), "export const answer = 41;\n");
    let found = await value();
    for (let attempt = 0; !found && attempt < 100; attempt++) {
      await pause(20); // until the kernel has been notified of the file
      found = await value();
    }
    expect(found).toEqual({ "text/plain": "42" });
  } finally {
    for (const name of [early, late]) rmSync(path(name), { force: true });
  }
});

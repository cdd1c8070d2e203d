import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { npmProgram } from "../../tools/setup/npm-packages.mjs";
import { temporaryFolder, writeFiles } from "./temporary-folder.mjs";

test("the npm that it finds runs", () => {
  const [program, ...words] = npmProgram({ PATH: process.env["PATH"] });
  const { stdout } = spawnSync(program, [...words, "--version"], { encoding: "utf8" });
  expect(stdout).toMatch(/^\d+\.\d+\.\d+/);
});

test("the npm that started us is taken, but not another program that did", () => {
  const folder = temporaryFolder();
  writeFiles(folder, { "npm-cli.js": "", "yarn.js": "" });
  const npm = join(folder, "npm-cli.js");
  expect(npmProgram({ npm_execpath: npm }, "/bin/node")).toEqual(["/bin/node", npm]);
  expect(npmProgram({ npm_execpath: join(folder, "yarn.js") }, join(folder, "bin/node"))).toEqual(["npm"]);
});

test.each([["node_modules/npm/bin/npm-cli.js"], ["../lib/node_modules/npm/bin/npm-cli.js"]])(
  "npm is found beside Node as %s",
  (place) => {
    const folder = temporaryFolder();
    writeFiles(folder, { [join("bin", place)]: "" });
    const node = join(folder, "bin/node");
    expect(npmProgram({}, node)).toEqual([node, join(folder, "bin", place)]);
  },
);

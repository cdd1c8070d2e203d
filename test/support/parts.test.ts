import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { inRoot, root } from "../../tools/setup/shared/paths.mjs";
import { nightly } from "../../tools/test/command.ts";
import config from "../../jest.config.js";

const filesOf = (...options: string[]) => {
  const jest = inRoot("node_modules/jest/bin/jest.js");
  const { stdout } = spawnSync(process.execPath, [jest, "--listTests", "--json", ...options], {
    cwd: root,
    encoding: "utf8",
  });
  return JSON.parse(stdout) as string[];
};

test("every test file and every notebook belongs to a part of the tests", () => {
  const tests = readdirSync(inRoot("test"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts"))
    .map((file) => join("test", file));
  const notebooks = readdirSync(inRoot("notebooks"))
    .filter((file) => file.endsWith(".ipynb"))
    .map((file) => join("notebooks", file));
  expect(filesOf().sort()).toEqual([...tests, ...notebooks].map((file) => inRoot(file)).sort());
});

test("the night runs every part, and no part twice", () => {
  expect([...nightly].sort()).toEqual(
    (config.projects as { displayName: string }[]).map(({ displayName }) => displayName).sort(),
  );
});

test("npm test -- --help explains, and runs nothing", () => {
  const command = [inRoot("tools", "test.mjs"), "--help"];
  const { status, stdout } = spawnSync(process.execPath, command, { encoding: "utf8" });
  expect(status).toBe(0);
  expect(stdout).toMatch(/^npm test /);
  expect(stdout).not.toContain("passed,");
});

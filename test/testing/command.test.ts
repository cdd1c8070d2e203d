import { spawnSync } from "node:child_process";
import { inRoot } from "../../scripts/shared/paths.mjs";

const npmTest = (...options: string[]) =>
  spawnSync(process.execPath, [inRoot("scripts", "test.mjs"), ...options], { encoding: "utf8" });

test("a wrong option is explained, and the last line still counts", () => {
  const { status, stdout } = npmTest("--only", "everything");
  expect(status).toBe(1);
  expect(stdout).toContain("✗ --only everything is no part of the tests");
  expect(stdout.trimEnd().split("\n").at(-1)).toBe("0 passed, 1 failed");
});

test("--help explains and runs nothing", () => {
  const { status, stdout } = npmTest("--help");
  expect(status).toBe(0);
  expect(stdout).toMatch(/^npm test /);
  expect(stdout).not.toContain("passed,");
});

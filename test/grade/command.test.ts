import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { whyNoSandbox } from "../../tools/grade/sandbox.ts";
import { inRoot } from "../../tools/setup/shared/paths.mjs";

const command = inRoot("tools", "grade.mjs");
const folder = mkdtempSync(join(tmpdir(), "linear-networks-grade-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  [[], "✗ name one folder of submissions"],
  [["--memory", "100", "x"], "✗ --memory must be a whole number from 512"],
  [["--wrong"], "✗ Unknown option '--wrong'"],
])("%j is refused with its reason", (options, reason) => {
  const { status, stderr } = spawnSync(process.execPath, [command, ...options], { encoding: "utf8" });
  expect(status).toBe(1);
  expect(stderr).toContain(reason);
});

test("without a sandbox it refuses and says what to do", () => {
  expect(whyNoSandbox({ platform: "darwin" })?.message).toContain("only Linux");
  expect(whyNoSandbox({ platform: "linux", program: "no-such-program" })).toEqual({
    message: "bubblewrap is missing",
    cure: "apt-get install bubblewrap",
  });
  expect(whyNoSandbox({ platform: "linux", program: "false" })?.message).toContain("cannot make a sandbox");
  const { status, stderr } = spawnSync(process.execPath, [command, folder], {
    encoding: "utf8",
    env: { ...process.env, PATH: folder },
  });
  expect(status).toBe(1);
  expect(stderr).toContain("Nothing is graded without a sandbox");
});

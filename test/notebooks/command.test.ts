import { spawnSync } from "node:child_process";
import { inRoot } from "../../tools/setup/shared/paths.mjs";

const npmRunNotebooks = (...options: string[]) =>
  spawnSync(process.execPath, [inRoot("tools", "notebooks.mjs"), ...options], { encoding: "utf8" });

test("--help explains and executes nothing", () => {
  const { status, stdout } = npmRunNotebooks("--help");
  expect(status).toBe(0);
  expect(stdout).toContain("npm run notebooks [-- [options] [names…]]");
});

test.each([
  [["no-such-notebook"], "✗ no notebook is called no-such-notebook\n  What to do: name one of these: "],
  [["--jobs", "0"], "✗ --jobs must be a whole number from 1 to 9999999, got 0"],
  [["--wrong"], "✗ Unknown option '--wrong'\n  What to do: --help lists the options"],
])("%j is refused with its reason", (options, reason) => {
  const { status, stderr } = npmRunNotebooks(...options);
  expect(status).toBe(1);
  expect(stderr).toContain(reason);
});

import { spawnSync } from "node:child_process";
import { benchOptions } from "../../tools/bench/command.ts";
import { rows } from "../../tools/bench/rows.ts";
import { inRoot } from "../../tools/setup/shared/paths.mjs";

test("without options all is measured nine times, up to twice as often where times spread", () => {
  expect(benchOptions([])).toEqual({ rows, rounds: 9, atMost: 18, write: false, help: false });
});

test("--quick makes three rounds and no more", () => {
  expect(benchOptions(["--quick"])).toMatchObject({ rounds: 3, atMost: 3 });
});

test("--only chooses by the names of either side", () => {
  const names = benchOptions(["--only", "DataLoader"]).rows.map(({ theirs }) => theirs);
  expect(names.length).toBeGreaterThan(1);
  for (const name of names) expect(name).toContain("DataLoader");
});

test.each([
  [["--rounds", "0"], "--rounds must be a whole number from 1 to 9999999, got 0"],
  [["--rounds", "many"], "--rounds must be a whole number from 1 to 9999999, got many"],
  [["--rounds", "5", "--quick"], "--quick and --rounds exclude each other"],
  [["--only", "Fortran"], 'no comparison has "Fortran" in its name (--only)'],
  [["--quick", "--write"], "--write needs a whole measurement, without --quick"],
  [["--only", "pass", "--write"], "--write needs a whole measurement, without --only"],
  [["--fast"], "Unknown option '--fast'"],
])("%p is refused with the reason", (args, reason) => {
  expect(() => benchOptions(args)).toThrow(reason);
});

test("the command explains a wrong option in one line and installs nothing", () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [inRoot("tools", "bench.mjs"), "--fast"], {
    encoding: "utf8",
  });
  expect(status).toBe(1);
  expect(stdout).toBe("");
  expect(stderr).toBe("✗ Unknown option '--fast'\n  What to do: --help lists the options\n");
});

import { spawnSync } from "node:child_process";
import { chmodSync, readFileSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { findProgram } from "../../scripts/setup/native-backend/compilers.mjs";
import { temporaryFolder, writeFiles } from "./temporary-folder.mjs";

/** Runs .ci/run where the PATH holds nothing but these programs (shell scripts) and what the script itself needs. */
function run(programs: Record<string, string>, ...options: string[]) {
  const folder = temporaryFolder();
  writeFiles(folder, programs);
  for (const name of Object.keys(programs)) chmodSync(join(folder, name), 0o755);
  for (const name of ["bash", "sh", "dirname", "id", "env"]) {
    symlinkSync(findProgram(name) ?? name, join(folder, name));
  }
  const { stdout, status } = spawnSync(resolve(".ci/run"), options, {
    encoding: "utf8",
    env: { PATH: folder },
  });
  return { lines: stdout.trim().split("\n"), status, folder };
}

const npm = (code: number) => `#!/bin/sh\necho "npm $* in $PWD"\necho "3 passed, 1 failed"\nexit ${code}\n`;
const sudo = '#!/bin/sh\n[ "$1" = "-n" ] && shift\nexec "$@"\n';

test("all tests are run in the project's folder with the options given, and npm's last line and code are kept", () => {
  const { lines, status } = run({ npm: npm(7), chromium: "#!/bin/sh\n", bwrap: "#!/bin/sh\n" }, "--nightly");
  expect(lines).toEqual([`npm test -- --all --nightly in ${resolve(".")}`, "3 passed, 1 failed"]);
  expect(status).toBe(7);
});

test("Debian's Chromium and bubblewrap are installed first where there are none", () => {
  const { lines, status, folder } = run({
    npm: npm(0),
    sudo,
    "apt-get": '#!/bin/sh\necho "$*" >> "$0.log"\n',
  });
  expect(lines[0]).toBe("… installing Chromium for the browser tests");
  const calls = readFileSync(join(folder, "apt-get.log"), "utf8").trim().split("\n");
  expect(calls).toEqual([
    expect.stringMatching(/^update/),
    expect.stringMatching(/^install .* chromium /),
    expect.stringMatching(/^update/),
    expect.stringMatching(/^install .* bubblewrap$/),
  ]);
  expect(lines.at(-1)).toBe("3 passed, 1 failed");
  expect(status).toBe(0);
});

test("where it cannot be installed the tests run all the same, and say so", () => {
  const { lines, status } = run({ npm: npm(1), sudo, "apt-get": "#!/bin/sh\nexit 100\n" });
  expect(lines).toContain("! Chromium could not be installed");
  expect(lines.at(-1)).toBe("3 passed, 1 failed");
  expect(status).toBe(1);
});

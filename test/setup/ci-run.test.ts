import { spawnSync } from "node:child_process";
import { chmodSync, readFileSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { findProgram } from "../../tools/setup/native-backend/compile-binding.mjs";
import { temporaryFolder, writeFiles } from "./temporary-folder.mjs";

/** Runs .ci/run where the PATH holds nothing but these programs (shell scripts) and what the script itself needs. */
function run(programs: Record<string, string>, { system = "ID=debian\n", options = [] as string[] } = {}) {
  const folder = temporaryFolder();
  writeFiles(folder, programs);
  for (const name of Object.keys(programs)) chmodSync(join(folder, name), 0o755);
  writeFiles(folder, { "os-release": system });
  for (const name of ["bash", "sh", "dirname", "id", "env", "grep"]) {
    symlinkSync(findProgram(name) ?? name, join(folder, name));
  }
  const { stdout, status } = spawnSync(resolve(".ci/run"), options, {
    encoding: "utf8",
    env: { PATH: folder, OS_RELEASE: join(folder, "os-release") },
  });
  return { lines: stdout.trim().split("\n"), status, folder };
}

const npm = (code: number) =>
  `#!/bin/sh\necho "npm $* in $PWD, browser at \${CHROMIUM_PATH##*/}"\necho "3 passed, 1 failed"\nexit ${code}\n`;
const sudo = '#!/bin/sh\n[ "$1" = "-n" ] && shift\nexec "$@"\n';

test("all tests are run in the project's folder with the options given, and npm's last line and code are kept", () => {
  const { lines, status } = run(
    { npm: npm(7), chromium: "#!/bin/sh\n", bwrap: "#!/bin/sh\n" },
    { options: ["--nightly"] },
  );
  const first = `npm test -- --all --nightly in ${resolve(".")}, browser at chromium`;
  expect(lines).toEqual([first, "3 passed, 1 failed"]);
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

const stub = "#!/bin/sh\necho 'requires the chromium snap to be installed' >&2\nexit 1\n";
const apt = '#!/bin/sh\necho "$*" >> "$0.log"\n';

test("a browser that only says that it is to be installed is passed over", () => {
  const { lines } = run({ npm: npm(0), "chromium-browser": stub, "google-chrome": "#!/bin/sh\n" });
  expect(lines[0]).toContain("at google-chrome");
});

test("on Ubuntu, whose package is such a stub, it is not installed, and the cure is printed", () => {
  const { lines, folder } = run(
    { npm: npm(0), "chromium-browser": stub, sudo, "apt-get": apt },
    { system: "ID=ubuntu\n" },
  );
  expect(lines[0]).toMatch(/Ubuntu's package chromium is only a stub.*install Google Chrome.*CHROMIUM_PATH/);
  expect(readFileSync(join(folder, "apt-get.log"), "utf8")).not.toContain("chromium");
  expect(lines.at(-1)).toBe("3 passed, 1 failed");
});

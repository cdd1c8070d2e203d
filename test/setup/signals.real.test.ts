import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { npmProgram } from "../../tools/setup/npm-packages.mjs";

jest.setTimeout(120_000);

/** The processes that have this in their environment, as children inherit it. */
function processesWith(mark: string): string[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, "latin1").includes(mark);
      } catch {
        return false;
      }
    });
}

const folder = mkdtempSync(join(tmpdir(), "signals-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const commands = [
  "start -- --no-browser",
  "setup",
  "doctor",
  "dev",
  "notebooks -- --check 0-start",
  `site -- --out ${join(folder, "site")}`,
  "colab -- --check",
  "matrix -- --quick",
  "exercises",
  "progress",
];
const cases = commands.flatMap((command) =>
  [100, 600, 3000].map((milliseconds) => [command, milliseconds] as const),
);

test.each(cases)(
  "npm run %s, told to end after %d ms, ends with all that it has started",
  async (command, milliseconds) => {
    const mark = `MARK_OF_THIS_TEST=${command} ${milliseconds} ${process.pid}`;
    const [program, ...words] = [...npmProgram(), "run", ...command.split(" ")];
    const npm = spawn(program, words, {
      stdio: "ignore",
      env: { ...process.env, MARK_OF_THIS_TEST: mark.slice(mark.indexOf("=") + 1) },
    });
    const ended = once(npm, "exit");
    await pause(milliseconds);
    npm.kill("SIGTERM");
    await ended;
    for (let tries = 0; processesWith(mark).length > 0; tries += 1) {
      expect(tries).toBeLessThan(600); // a minute, for busy machines; otherwise it takes seconds
      await pause(100);
    }
  },
);

import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rememberAnswer } from "../../lib/src/exercises/solved";
import { progress } from "../../lib/src/notebook/progress";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "progress-"));
  process.env["LINEAR_NETWORKS_PROGRESS"] = join(folder, "exercises.txt");
});
afterEach(() => {
  delete process.env["LINEAR_NETWORKS_PROGRESS"];
  rmSync(folder, { recursive: true, force: true });
});

async function printed(): Promise<string> {
  const write = jest.spyOn(process.stdout, "write").mockReturnValue(true);
  const log = jest.spyOn(console, "log").mockReturnValue(undefined);
  try {
    await progress();
    return [...log.mock.calls, ...write.mock.calls].map(([text]) => String(text)).join("");
  } finally {
    write.mockRestore();
    log.mockRestore();
  }
}

test("before the first answer it invites to begin", async () => {
  expect(await printed()).toMatch(/^\d+ exercises, none solved yet: 1\.1\/1 is a place to begin\.\n1\.1 /);
});

test("what was solved and tried is told", async () => {
  rememberAnswer("1.1/1", true);
  rememberAnswer("1.3/2", false);
  const text = await printed();
  expect(text).toMatch(/^1 of \d+ exercises is solved; the first that is not is 1\.1\/2\./);
  expect(text).toMatch(/1\.1 Linear regression: 1 of \d+ solved; solved 1;/);
  expect(text).toMatch(/1\.3 Linear regression from scratch: 0 of \d+ solved; tried 2;/);
});

test("a file that cannot be read is told without its path, and all is drawn as open", async () => {
  mkdirSync(join(folder, "exercises.txt"));
  const text = await printed();
  expect(text).toMatch(/^Nothing is known of earlier answers: .* could not be read \(EISDIR\)/);
  expect(text).toMatch(/none solved yet/);
  expect(text).not.toContain(folder);
});

import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { findChromium } from "../../scripts/testing/find-chromium.mjs";

let folder: string;
const program = (...parts: string[]) => {
  const path = join(folder, ...parts);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, "");
  chmodSync(path, 0o755);
  return path;
};

beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "find chromium "))));
afterEach(() => rmSync(folder, { recursive: true }));

const find = (env: NodeJS.ProcessEnv) => findChromium({ env, platform: "linux" });

test("what CHROMIUM_PATH names comes first", () => {
  const named = program("mine");
  program("bin", "chromium");
  expect(find({ CHROMIUM_PATH: named, PATH: join(folder, "bin") })).toBe(named);
});

test("a CHROMIUM_PATH that is no program is not replaced in silence", () => {
  program("bin", "chromium");
  expect(find({ CHROMIUM_PATH: join(folder, "gone"), PATH: join(folder, "bin") })).toBeUndefined();
});

test("Chromium is preferred to Chrome, wherever on the PATH they are", () => {
  program("a", "google-chrome");
  const chromium = program("b", "chromium-browser");
  expect(find({ PATH: [join(folder, "a"), join(folder, "b")].join(delimiter) })).toBe(chromium);
});

test("without one nothing is found", () => {
  expect(find({ PATH: folder })).toBeUndefined();
  expect(find({})).toBeUndefined();
});

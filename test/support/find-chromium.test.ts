import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { findChromium } from "./find-chromium";

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

test("a CHROMIUM_PATH that is not a program is refused, even where another Chromium is on the PATH", () => {
  program("bin", "chromium");
  expect(() => find({ CHROMIUM_PATH: join(folder, "gone"), PATH: join(folder, "bin") })).toThrow(
    `CHROMIUM_PATH must be the path of a Chromium or Chrome, got ${join(folder, "gone")}`,
  );
});

test("Chromium is preferred to Chrome, wherever on the PATH they are", () => {
  program("a", "google-chrome");
  const chromium = program("b", "chromium-browser");
  expect(find({ PATH: [join(folder, "a"), join(folder, "b")].join(delimiter) })).toBe(chromium);
});

test("where there is none the error says what to do", () => {
  expect(() => find({ PATH: folder })).toThrow("apt-get install chromium");
  expect(() => find({})).toThrow("apt-get install chromium");
});

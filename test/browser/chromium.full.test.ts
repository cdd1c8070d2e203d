import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { findChromium } from "./chromium";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "find chromium "))));
afterEach(() => rmSync(folder, { recursive: true }));

/** A program that tells its version, or ends with another code. */
const program = (parts: string[], code = 0) => {
  const path = join(folder, ...parts);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!/bin/sh\nexit ${code}\n`);
  chmodSync(path, 0o755);
  return path;
};
const find = (env: NodeJS.ProcessEnv) => findChromium(env, "linux");
const cure = "What to do: install one (Debian: apt-get install chromium), or set CHROMIUM_PATH";

test("what CHROMIUM_PATH names comes first", () => {
  const named = program(["mine"]);
  program(["bin", "chromium"]);
  expect(find({ CHROMIUM_PATH: named, PATH: join(folder, "bin") })).toBe(named);
});

test("a CHROMIUM_PATH that is not a program fails the tests, also where there is another Chromium", () => {
  program(["bin", "chromium"]);
  const gone = join(folder, "gone");
  expect(() => find({ CHROMIUM_PATH: gone, PATH: join(folder, "bin") })).toThrow(
    `CHROMIUM_PATH must be a program, got "${gone}". ${cure}`,
  );
});

test("Chromium is preferred to Chrome, wherever on the PATH they are", () => {
  program(["a", "google-chrome"]);
  const chromium = program(["b", "chromium-browser"]);
  expect(find({ PATH: [join(folder, "a"), join(folder, "b")].join(delimiter) })).toBe(chromium);
});

test("a stub that does not run is passed over for a Chrome that does", () => {
  program(["a", "chromium-browser"], 1);
  const chrome = program(["b", "google-chrome"]);
  expect(find({ PATH: [join(folder, "a"), join(folder, "b")].join(delimiter) })).toBe(chrome);
});

test.each([{ PATH: "/nowhere" }, {}])(
  "where there is none, as with %j, the tests fail, saying what to do",
  (env) => {
    expect(() => find(env)).toThrow(
      `The tests in a browser need Chromium or Chrome, and none was found. ${cure}`,
    );
  },
);

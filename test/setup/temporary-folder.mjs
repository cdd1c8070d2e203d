/* global afterEach */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** @type {string[]} */
let made = [];

/** A new folder whose path holds a space and letters beyond ASCII; gone after the test. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "é 线性 "));
  made.push(folder);
  return folder;
}

/**
 * Writes files, given by their paths below a folder.
 *
 * @param {string} folder
 * @param {Record<string, string>} files
 */
export function writeFiles(folder, files) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

afterEach(() => {
  // A program that has been told to end may still write its last line.
  for (const folder of made) rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  made = [];
});

import { lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Writes a file so that at any moment it is either the old one or the new one, whole.
 *
 * @param {string} file its folder is made where missing
 * @param {string} text
 */
export function writeAtomically(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, text);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/**
 * The same for a file that is nobody's work: a folder in its place is deleted.
 *
 * @param {string} file
 * @param {string} text
 */
export function replaceFile(file, text) {
  if (lstatSync(file, { throwIfNoEntry: false })?.isDirectory()) rmSync(file, { recursive: true });
  writeAtomically(file, text);
}

/**
 * Whether a file is there, can be read, and holds this text.
 *
 * @param {string} file
 * @param {string} text
 */
export function holds(file, text) {
  try {
    return readFileSync(file, "utf8") === text;
  } catch {
    return false;
  }
}

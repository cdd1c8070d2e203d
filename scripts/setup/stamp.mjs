import { readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { writeAtomically } from "../shared/write-atomically.mjs";

const stampFile = ".set-up-stamp.json";

/**
 * Marks a folder as complete, made from certain inputs. The stamp lies in the folder itself, so that it goes
 * with it, and holds the sizes of the files that matter, so that a damaged folder is noticed.
 *
 * @param {string} folder
 * @param {string} digest of everything that the content depends on
 * @param {string[]} files names relative to the folder
 */
export function writeStamp(folder, digest, files) {
  const sizes = Object.fromEntries(files.map((name) => [name, sizeOf(join(folder, name))]));
  writeAtomically(join(folder, stampFile), JSON.stringify({ digest, sizes }));
}

/**
 * Whether a folder is complete and made from these inputs.
 *
 * @param {string} folder
 * @param {string} digest
 */
export function hasStamp(folder, digest) {
  try {
    const stamp = JSON.parse(readFileSync(join(folder, stampFile), "utf8"));
    const files = Object.entries(stamp.sizes);
    return stamp.digest === digest && files.every(([name, size]) => sizeOf(join(folder, name)) === size);
  } catch {
    // No stamp, or one that was damaged.
    return false;
  }
}

/**
 * Takes the mark away, before the content changes.
 *
 * @param {string} folder
 */
export const removeStamp = (folder) => rmSync(join(folder, stampFile), { force: true });

/** @param {string} file */
const sizeOf = (file) => statSync(file, { throwIfNoEntry: false })?.size;

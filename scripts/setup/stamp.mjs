import { accessSync, constants, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { writeAtomically } from "../shared/write-atomically.mjs";

const stampFile = ".set-up-stamp.json";
const damaged = "found damaged";
/** What no program loads: documentation, source maps, Python's type stubs, and what tools put there later. */
const irrelevant =
  /(\.(map|md|markdown|pyi)|\/(licen[cs]e|readme|changelog)[^/]*|\/\.package-lock\.json)$|\/\.cache\//i;

/**
 * Marks a folder as complete, made from certain inputs. The stamp lies in the folder itself, so that it goes
 * with it, and holds the sizes of the files, so that damage is noticed.
 *
 * @param {string} folder
 * @param {string} digest of everything that the content depends on
 * @param {string[]} [files] names relative to the folder; default: all that some program may load
 */
export function writeStamp(folder, digest, files = relevantFiles(folder)) {
  const sizes = Object.fromEntries(files.map((name) => [name, statSync(join(folder, name)).size]));
  writeAtomically(join(folder, stampFile), JSON.stringify({ digest, sizes }));
}

/**
 * Whether a folder is complete and made from these inputs: each file is there, a file, as long as it was, and readable.
 *
 * @param {string} folder
 * @param {string} digest
 */
export function hasStamp(folder, digest) {
  const stamp = readStamp(folder);
  if (stamp?.digest !== digest || !stamp.sizes) return false;
  for (const name in stamp.sizes) if (!isWhole(`${folder}/${name}`, stamp.sizes[name])) return false;
  return true;
}

/**
 * Takes the mark away, before the content changes.
 *
 * @param {string} folder
 */
export const removeStamp = (folder) => rmSync(join(folder, stampFile), { recursive: true, force: true });

/**
 * Marks a folder as one that has to be made again, although its files have their sizes.
 *
 * @param {string} folder
 */
export const markDamaged = (folder) => writeStamp(folder, damaged, []);

/**
 * Whether a folder that was made from these inputs has been damaged since, or was marked as damaged.
 *
 * @param {string} folder
 * @param {string} digest
 */
export function isDamaged(folder, digest) {
  const found = readStamp(folder)?.digest;
  return found === damaged || (found === digest && !hasStamp(folder, digest));
}

/** @param {string} folder @returns {{ digest?: string, sizes?: Record<string, number> } | undefined} */
function readStamp(folder) {
  try {
    return JSON.parse(readFileSync(join(folder, stampFile), "utf8")) ?? undefined;
  } catch {
    // No stamp, or one that was damaged.
    return undefined;
  }
}

/** @param {string} folder */
function relevantFiles(folder) {
  /** @type {string[]} */
  const files = [];
  /** @param {string} below */
  const walk = (below) => {
    for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
      const name = below === "" ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) walk(name);
      // A link may lead out of the folder, to a file that changes: what is behind it is not this folder's.
      else if (entry.isFile() && !irrelevant.test(`/${name}`)) files.push(name);
    }
  };
  walk("");
  return files.filter((name) => name !== stampFile);
}

const me = process.getuid?.();

/** @param {string} file @param {number} size */
function isWhole(file, size) {
  try {
    const found = statSync(file, { throwIfNoEntry: false });
    if (found?.size !== size || !found.isFile()) return false;
    if ((found.mode & (found.uid === me ? 0o400 : 0o004)) === 0) accessSync(file, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

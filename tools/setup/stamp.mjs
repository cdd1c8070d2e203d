import { accessSync, constants, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { digestOfFileNow } from "./shared/digest.mjs";
import { replaceFile } from "./shared/write-atomically.mjs";

const stampFile = ".set-up-stamp.json";
const sumsFile = ".set-up-sums.json";
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
 * @param {string[]} files names relative to the folder
 */
export function writeStamp(folder, digest, files) {
  const sizes = Object.fromEntries(files.map((name) => [name, statSync(join(folder, name)).size]));
  replaceFile(join(folder, stampFile), JSON.stringify({ digest, sizes }));
}

/**
 * The same, with a checksum of each file beside it, for the doctor.
 *
 * @param {string} folder
 * @param {string} digest of everything that the content depends on
 * @param {string[]} [files] names relative to the folder; default: all that some program may load
 */
export function writeStampWithSums(folder, digest, files = loadableFiles(folder)) {
  // Python recompiles files whose modification times have changed, for example after a copy.
  const lasting = files.filter((name) => !/(^|\/)__pycache__\//.test(name));
  const sums = Object.fromEntries(lasting.map((name) => [name, digestOfFileNow(join(folder, name))]));
  replaceFile(join(folder, sumsFile), JSON.stringify(sums));
  writeStamp(folder, digest, files);
}

/**
 * The files that are not any more what they were when the folder was stamped: missing, unreadable, or changed in any byte.
 *
 * @param {string} folder
 * @returns {string[]} their names relative to the folder; none where there are no checksums to compare with
 */
export function changedFiles(folder) {
  return Object.entries(readObject(join(folder, sumsFile)) ?? {})
    .filter(([name, sum]) => sumOf(join(folder, name)) !== sum)
    .map(([name]) => name);
}

/** @param {string} file @returns {string | undefined} */
function sumOf(file) {
  try {
    return digestOfFileNow(file);
  } catch {
    return undefined;
  }
}

/**
 * Whether a folder is complete and made from these inputs: each file is there, a file, as long as it was, and readable.
 *
 * @param {string} folder
 * @param {string} digest
 */
export function hasStamp(folder, digest) {
  const stamp = readObject(join(folder, stampFile));
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
  const found = readObject(join(folder, stampFile))?.digest;
  return found === damaged || (found === digest && !hasStamp(folder, digest));
}

/** @param {string} file @returns {any} undefined where it is missing or damaged */
function readObject(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")) ?? undefined;
  } catch {
    return undefined;
  }
}

/**
 * The files below a folder that some program may load. What lies behind links is not the folder's.
 *
 * @param {string} folder
 * @returns {string[]} names relative to the folder
 */
export function loadableFiles(folder) {
  /** @type {string[]} */
  const files = [];
  /** @param {string} below */
  const walk = (below) => {
    for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
      const name = below === "" ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) walk(name);
      else if (entry.isFile() && !irrelevant.test(`/${name}`)) files.push(name);
    }
  };
  walk("");
  // Folders within may have stamps of their own.
  return files.filter((name) => ![stampFile, sumsFile].includes(basename(name)));
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

import { constants, rmSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { attempt } from "./shared/failure.mjs";
import { allows, digestOfFileNow, filesBelow, readJsonIfThere, replaceFile } from "./shared/files.mjs";

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
 * The files below a folder that some program may load. Folders within may have stamps of their own.
 *
 * @param {string} folder
 * @returns {string[]} names relative to the folder
 */
export const loadableFiles = (folder) =>
  filesBelow(folder).filter(
    (name) => !irrelevant.test(`/${name}`) && ![stampFile, sumsFile].includes(basename(name)),
  );

/**
 * The files that are not any more what they were when the folder was stamped: missing, unreadable, or changed in any byte.
 *
 * @param {string} folder
 * @returns {string[]} their names relative to the folder; none where there are no checksums to compare with
 */
export function changedFiles(folder) {
  const sums = readJsonIfThere(join(folder, sumsFile)) ?? {};
  return Object.keys(sums).filter(
    (name) => attempt(() => digestOfFileNow(join(folder, name))) !== sums[name],
  );
}

/**
 * Whether a folder is complete and made from these inputs: each file is there, a file, as long as it was, and readable.
 *
 * @param {string} folder
 * @param {string} digest
 */
export function hasStamp(folder, digest) {
  const stamp = readJsonIfThere(join(folder, stampFile));
  if (stamp?.digest !== digest || !stamp.sizes) return false;
  for (const name in stamp.sizes) if (!isWhole(`${folder}/${name}`, stamp.sizes[name])) return false;
  return true;
}

const me = process.getuid?.();

/** @param {string} file @param {number} size */
function isWhole(file, size) {
  const found = attempt(() => statSync(file, { throwIfNoEntry: false }));
  if (found?.size !== size || !found.isFile()) return false;
  return (found.mode & (found.uid === me ? 0o400 : 0o004)) !== 0 || allows(file, constants.R_OK);
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
  const found = readJsonIfThere(join(folder, stampFile))?.digest;
  return found === damaged || (found === digest && !hasStamp(folder, digest));
}

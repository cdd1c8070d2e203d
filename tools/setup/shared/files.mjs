import { createHash } from "node:crypto";
import fs from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import { attempt, codeOf, Failure, messageOf } from "./failure.mjs";
import { root } from "./paths.mjs";

/**
 * Writes a file so that at any moment it is either the old one or the new one, whole.
 *
 * @param {string} file its folder is made where it is missing
 * @param {string} text
 */
export function writeAtomically(file, text) {
  fs.mkdirSync(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    fs.writeFileSync(temporary, text);
    fs.renameSync(temporary, file);
  } catch (error) {
    fs.rmSync(temporary, { force: true });
    throw error;
  }
}

/**
 * The same for a file that holds nobody's work: a folder in its place is deleted.
 *
 * @param {string} file
 * @param {string} text
 */
export function replaceFile(file, text) {
  if (fs.lstatSync(file, { throwIfNoEntry: false })?.isDirectory()) fs.rmSync(file, { recursive: true });
  writeAtomically(file, text);
}

/**
 * Gives a file a second name: as a hard link, which takes no room, or as a copy where the disk knows no links or is another.
 *
 * @param {string} from
 * @param {string} to
 * @throws where there is something already
 */
export function linkOrCopy(from, to) {
  try {
    fs.linkSync(from, to);
  } catch (error) {
    if (codeOf(error) === "EEXIST") throw error;
    fs.copyFileSync(from, to, fs.constants.COPYFILE_EXCL | fs.constants.COPYFILE_FICLONE);
  }
}

/**
 * Begins a log that only its owner may read: it may hold a token, or the address of a registry with a password.
 *
 * @param {string} file its folder is made where it is missing; what is there is replaced
 */
export function beginLog(file) {
  fs.mkdirSync(dirname(file), { recursive: true });
  fs.rmSync(file, { recursive: true, force: true });
  fs.writeFileSync(file, "", { mode: 0o600 });
}

/**
 * Whether a file is there, can be read, and holds this text.
 *
 * @param {string} file
 * @param {string} text
 */
export const holds = (file, text) => attempt(() => fs.readFileSync(file, "utf8")) === text;

/**
 * Whether this process may use a file or folder as the mode says.
 *
 * @param {string} path
 * @param {number} mode of `constants` in node:fs, as in W_OK
 */
export const allows = (path, mode) => attempt(() => fs.accessSync(path, mode) === undefined, false);

/**
 * The object in a JSON file that belongs to the project. A byte order mark, which some editors write, is skipped.
 *
 * @param {string} file
 * @returns {any}
 * @throws {Failure} where the file is missing, is not JSON (a merge may have left its marks) or holds no object
 */
export function readJson(file) {
  /** @param {string} what @param {unknown} [cause] */
  const failure = (what, cause) =>
    new Failure(`${file} ${what}`, { cure: `restore it: \`git restore ${relative(root, file)}\``, cause });
  let value;
  try {
    value = JSON.parse(fs.readFileSync(file, "utf8").replace(/^\uFEFF/, ""));
  } catch (error) {
    const code = codeOf(error);
    throw failure(code ? `cannot be read (${code})` : `is not JSON: ${messageOf(error)}`, error);
  }
  if (typeof value === "object" && value !== null) return value;
  throw failure(`must hold an object, got ${JSON.stringify(value)}`);
}

/**
 * The object in a JSON file that the set-up itself, or an installed package, has left.
 *
 * @param {string} file
 * @returns {any} undefined where it is missing or damaged
 */
export const readJsonIfThere = (file) => attempt(() => readJson(file));

/**
 * The files below a folder. What lies behind links is not the folder's.
 *
 * @param {string} folder
 * @returns {string[]} names relative to it, with `/` between folders
 */
export const filesBelow = (folder) =>
  fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, "/"));

/**
 * Makes a folder and those below it readable and writable for their owner, so that they can be deleted.
 *
 * @param {string} folder may be missing
 */
export function openFolders(folder) {
  const found = fs.lstatSync(folder, { throwIfNoEntry: false });
  if (!found?.isDirectory()) return;
  const isClosed = (found.mode & 0o700) !== 0o700;
  if (isClosed && found.uid === process.getuid?.()) fs.chmodSync(folder, found.mode | 0o700);
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) openFolders(join(folder, entry.name));
  }
}

/** @param {import("node:crypto").BinaryLike} content */
const sha256 = (content) => createHash("sha256").update(content).digest("hex");

/**
 * SHA-256 of values, in hexadecimal; each is taken as JSON, so that ["ab"] and ["a", "b"] differ.
 *
 * @param {...unknown} values
 */
export const digestOf = (...values) => sha256(JSON.stringify(values));

/**
 * SHA-256 of a file of any size, in hexadecimal, read piece by piece.
 *
 * @param {string} file
 * @param {AbortSignal} [signal]
 */
export async function digestOfFile(file, signal) {
  const hash = createHash("sha256");
  await pipeline(fs.createReadStream(file, { highWaterMark: 1 << 20 }), hash, { signal });
  return hash.digest("hex");
}

/**
 * The same, at once: for the many small files of an installation, one after the other.
 *
 * @param {string} file
 */
export const digestOfFileNow = (file) => sha256(fs.readFileSync(file));

/**
 * SHA-256 of files: of their names and contents, and of those of all files below a folder, in the order of their names.
 *
 * @param {string[]} paths files and folders
 */
export const digestOfFiles = (paths) =>
  digestOf(
    ...paths.map((path) =>
      fs.statSync(path).isDirectory()
        ? filesBelow(path)
            .sort()
            .map((name) => [name, fs.readFileSync(join(path, name), "utf8")])
        : fs.readFileSync(path, "utf8"),
    ),
  );

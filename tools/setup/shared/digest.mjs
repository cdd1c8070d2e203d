import { createHash } from "node:crypto";
import { createReadStream, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";

/**
 * SHA-256 of values, in hexadecimal; each is taken as JSON, so that ["ab"] and ["a", "b"] differ.
 *
 * @param {...unknown} values
 */
export const digestOf = (...values) => createHash("sha256").update(JSON.stringify(values)).digest("hex");

/**
 * SHA-256 of a file of any size, in hexadecimal, read piece by piece.
 *
 * @param {string} file
 * @param {AbortSignal} [signal]
 */
export async function digestOfFile(file, signal) {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash, { signal });
  return hash.digest("hex");
}

/**
 * The same, at once: for the many small files of an installation, one after the other.
 *
 * @param {string} file
 */
export const digestOfFileNow = (file) => createHash("sha256").update(readFileSync(file)).digest("hex");

/**
 * SHA-256 of all files below a folder: of their names and their contents, in the order of their names.
 *
 * @param {string} folder
 */
export function digestOfFolder(folder) {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
  return digestOf(...names.map((name) => [name.slice(folder.length), readFileSync(name, "utf8")]));
}

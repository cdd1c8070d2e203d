import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { Failure } from "./failure.mjs";
import { root } from "./paths.mjs";

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
    value = JSON.parse(readFileSync(file, "utf8").replace(/^\uFEFF/, ""));
  } catch (error) {
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
    throw failure(code ? `cannot be read (${code})` : `is not JSON: ${message}`, error);
  }
  if (typeof value === "object" && value !== null) return value;
  throw failure(`must hold an object, got ${JSON.stringify(value)}`);
}

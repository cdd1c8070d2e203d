import { lstatSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { readNotebook } from "../notebooks/notebook-file.mjs";
import { Failure } from "../setup/shared/failure.mjs";

/** @import { Notebook } from "../notebooks/notebook-file.mjs" */

/**
 * @typedef {object} Submission what one person handed in
 * @property {string} name
 * @property {{ name: string, notebook: Notebook }[]} notebooks name: the file's without its ending
 * @property {string[]} problems files that cannot be read
 */

const largest = 32 * 1024 ** 2;

/** What a path is; a link is nothing that anybody hands in, since it leads elsewhere. @param {string} path */
function kindOf(path) {
  const stat = lstatSync(path);
  if (stat.isDirectory()) return "folder";
  return stat.isFile() && path.endsWith(".ipynb") ? "notebook" : "other";
}

/** @param {string} folder */
const entries = (folder) =>
  readdirSync(folder)
    .filter((name) => !name.startsWith("."))
    .sort()
    .map((name) => join(folder, name));

/** @param {string} name @param {string[]} files @returns {Submission} */
function submission(name, files) {
  /** @type {Submission} */
  const found = { name, notebooks: [], problems: [] };
  for (const file of files) {
    try {
      if (lstatSync(file).size > largest) throw new Error(`${basename(file)} is larger than 32 MB`);
      found.notebooks.push({ name: basename(file, ".ipynb"), notebook: readNotebook(file) });
    } catch (error) {
      found.problems.push(/** @type {Error} */ (error).message);
    }
  }
  return found;
}

/**
 * The submissions in a folder: each notebook is one person's, and so are all notebooks of each folder in it.
 *
 * @param {string} folder
 * @returns {Submission[]} by name
 * @throws {Failure} where there is no such folder, or nothing in it
 */
export function findSubmissions(folder) {
  /** @type {string[]} */
  let paths;
  try {
    paths = entries(folder);
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    throw new Failure(`${folder} cannot be read as a folder (${code})`, {
      cure: "name the folder of submissions",
    });
  }
  const found = paths.flatMap((path) => {
    const kind = kindOf(path);
    if (kind === "notebook") return [submission(basename(path, ".ipynb"), [path])];
    const files = kind === "folder" ? entries(path).filter((file) => kindOf(file) === "notebook") : [];
    return files.length > 0 ? [submission(basename(path), files)] : [];
  });
  if (found.length === 0) {
    throw new Failure(`${folder} holds no submissions`, {
      cure: "put in it a notebook for each person, or a folder of notebooks for each person",
    });
  }
  return found;
}

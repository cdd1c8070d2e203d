import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { readNotebook } from "../notebooks/notebook-file.mjs";
import { writeAtomically } from "../setup/shared/write-atomically.mjs";
import { colabEdition, editionText } from "./edition.mjs";
import { cloneAddress } from "./repository.mjs";

/** Whether a notebook has this edition: `0-start-here`, `1-3-…`, but no draft such as `2-6a-draft`. @param {string} file */
export const isPublished = (file) => /^\d+-(?:\d+-)?[a-z-]+\.ipynb$/.test(file) && !file.includes("draft");

/** @param {string} folder */
const notebooksIn = (folder) =>
  existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(".ipynb")) : [];

/**
 * What the files of this edition have to hold, by their names.
 *
 * @param {string} root the project's folder
 * @returns {Map<string, string>}
 */
export function editions(root) {
  const { repository } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const address = cloneAddress(repository);
  const files = notebooksIn(join(root, "notebooks")).filter(isPublished).sort();
  return new Map(
    files.map((file) => [
      file,
      editionText(colabEdition(readNotebook(join(root, "notebooks", file)), address)),
    ]),
  );
}

/** @param {string} root */
const folderOf = (root) => join(root, "notebooks", "colab");

/**
 * Which files of this edition are missing, out of date, or left over from a notebook that is gone.
 *
 * @param {string} root the project's folder
 * @returns {string[]} their names
 */
export function staleEditions(root) {
  const wanted = editions(root);
  const folder = folderOf(root);
  const left = notebooksIn(folder).filter((file) => !wanted.has(file));
  const old = [...wanted].filter(
    ([file, text]) => !existsSync(join(folder, file)) || readFileSync(join(folder, file), "utf8") !== text,
  );
  return [...old.map(([file]) => file), ...left].map((file) => basename(file)).sort();
}

/**
 * Writes what is out of date and deletes what is left over.
 *
 * @param {string} root the project's folder
 * @returns {string[]} names of the files that were touched
 */
export function writeEditions(root) {
  const wanted = editions(root);
  const stale = staleEditions(root);
  for (const file of stale) {
    const text = wanted.get(file);
    if (text === undefined) rmSync(join(folderOf(root), file));
    else writeAtomically(join(folderOf(root), file), text);
  }
  return stale;
}

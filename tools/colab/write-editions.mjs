import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { findNotebooks } from "../notebooks/find-notebooks.mjs";
import { readNotebook } from "../notebooks/notebook-file.mjs";
import { colabEdition, editionText } from "./edition.mjs";
import { cloneAddress } from "./repository.mjs";

/** Whether a notebook has this edition: `0-start-here`, `1-3-…`, but no draft such as `2-6a-draft`. @param {string} file */
const isPublished = (file) => /^\d+-(?:\d+-)?[a-z-]+\.ipynb$/.test(file) && !file.includes("draft");

/**
 * What the files of this edition hold, by their names.
 *
 * @param {string} root the project's folder
 * @returns {Map<string, string>}
 */
export function editions(root) {
  const { repository } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const address = cloneAddress(repository);
  const files = findNotebooks([], join(root, "notebooks")).filter((file) => isPublished(basename(file)));
  return new Map(
    files.map((file) => [basename(file), editionText(colabEdition(readNotebook(file), address))]),
  );
}

/**
 * Writes the edition into a folder.
 *
 * @param {string} root the project's folder
 * @param {string} folder is made where missing
 */
export function writeEditions(root, folder) {
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of editions(root)) writeFileSync(join(folder, file), text);
}

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { findNotebooks } from "../notebooks/find-notebooks.ts";
import { readNotebook } from "../notebooks/notebook-file.ts";
import { colabEdition, editionText } from "./edition.ts";
import { cloneAddress } from "./repository.ts";

/** Whether a notebook is finished: `0-start-here`, `1-3-…`, but no draft such as `2-6a-draft`. */
export const isPublished = (file: string) =>
  /^\d+-(?:\d+-)?[a-z-]+\.ipynb$/.test(basename(file)) && !file.includes("draft");

/**
 * What the files of this edition hold, by their names.
 *
 * @param root the project's folder
 */
export function editions(root: string): Map<string, string> {
  const { repository } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    repository?: string | { url?: string };
  };
  const address = cloneAddress(repository);
  const files = findNotebooks([], join(root, "notebooks")).filter(isPublished);
  return new Map(
    files.map((file) => [basename(file), editionText(colabEdition(readNotebook(file), address))]),
  );
}

/**
 * Writes the edition into a folder.
 *
 * @param root the project's folder
 * @param folder is made where missing
 */
export function writeEditions(root: string, folder: string) {
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of editions(root)) writeFileSync(join(folder, file), text);
}

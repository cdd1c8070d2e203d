import { type Dirent, lstatSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { readNotebook } from "../notebooks/notebook-file.ts";
import { Failure } from "../setup/shared/failure.mjs";

import type { Notebook } from "../notebooks/notebook-file.ts";

/** what one person handed in */
export interface Submission {
  name: string;
  /** name: the file's without its ending */
  notebooks: { name: string; notebook: Notebook }[];
  /** files that cannot be read */
  problems: string[];
}

const largest = 32 * 1024 ** 2;

/** The visible entries of a folder, by name. A link is neither a file nor a folder: it would lead elsewhere. */
const entriesOf = (folder: string) =>
  readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith("."))
    .sort((a, b) => (a.name < b.name ? -1 : 1));

const isNotebook = (entry: Dirent) => entry.isFile() && entry.name.endsWith(".ipynb");

function submission(name: string, files: string[]): Submission {
  const found: Submission = { name, notebooks: [], problems: [] };
  for (const file of files) {
    try {
      if (lstatSync(file).size > largest) throw new Error(`${basename(file)} is larger than 32 MB`);
      found.notebooks.push({ name: basename(file, ".ipynb"), notebook: readNotebook(file) });
    } catch (error) {
      found.problems.push((error as Error).message);
    }
  }
  return found;
}

/**
 * The submissions in a folder: each notebook is one person's, and so are all notebooks of each folder in it.
 *
 * @returns by name
 * @throws Failure where there is no such folder, or nothing in it
 */
export function findSubmissions(folder: string): Submission[] {
  let entries: Dirent[];
  try {
    entries = entriesOf(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Failure(`${folder} cannot be read as a folder (${code})`, {
      cure: "name the folder of submissions",
    });
  }
  const found = entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (isNotebook(entry)) return [submission(basename(path, ".ipynb"), [path])];
    const files = entry.isDirectory() ? entriesOf(path).filter(isNotebook) : [];
    const inside = files.map(({ name }) => join(path, name));
    return inside.length > 0 ? [submission(entry.name, inside)] : [];
  });
  if (found.length === 0) {
    throw new Failure(`${folder} holds no submissions`, {
      cure: "put in it a notebook for each person, or a folder of notebooks for each person",
    });
  }
  return found;
}

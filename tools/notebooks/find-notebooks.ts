import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { Failure } from "../setup/shared/failure.mjs";
import { paths } from "../setup/shared/paths.mjs";

/**
 * The paths of the notebooks that are named; of all where none is.
 *
 * @param names each a file's name, with or without folder and ending, or the beginning of one
 * @param folder default: notebooks/
 * @throws Failure where a name fits none
 */
export function findNotebooks(names: string[], folder: string = paths.notebooks): string[] {
  const files = existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => file.endsWith(".ipynb"))
        .sort()
    : [];
  const chosen = names.flatMap((name) => {
    const wanted = basename(name, ".ipynb");
    const exact = files.filter((file) => file === `${wanted}.ipynb`);
    const found = exact.length > 0 ? exact : files.filter((file) => wanted !== "" && file.startsWith(wanted));
    if (found.length > 0) return found;
    const list = files.length > 0 ? files.map((file) => basename(file, ".ipynb")).join(", ") : "none";
    throw new Failure(`no notebook is called ${name}`, { cure: `name one of these: ${list}` });
  });
  return [...new Set(names.length > 0 ? chosen : files)].map((file) => join(folder, file));
}

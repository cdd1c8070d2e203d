import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isPublished, writeEditions } from "../colab/write-editions.mjs";
import { notebookText } from "../notebooks/canonical-text.mjs";
import { readNotebook } from "../notebooks/notebook-file.mjs";
import { Failure } from "../setup/shared/failure.mjs";
import { writeAtomically } from "../setup/shared/write-atomically.mjs";
import { withNotebookBadges } from "./notebook-badges.mjs";
import { withBadges } from "./with-badges.mjs";

/**
 * Writes the badges of README.md and of the notebooks' titles anew, and notebooks/colab, which has the notebooks'
 * titles and the repository's address.
 *
 * @param {string} root the project's folder
 * @returns {string[]} the files that were changed
 * @throws {Failure} where README.md has no place for badges
 */
export function writeBadges(root) {
  const { repository } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const changed = [];
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const next = withBadges(readme, repository);
  if (next === undefined)
    throw new Failure("README.md has no place for badges", { cure: "git checkout README.md" });
  if (next !== readme) {
    writeAtomically(join(root, "README.md"), next);
    changed.push("README.md");
  }
  for (const file of readdirSync(join(root, "notebooks")).filter(isPublished).sort()) {
    const path = join(root, "notebooks", file);
    const notebook = readNotebook(path);
    const [title, ...others] = notebook.cells;
    if (title?.cell_type !== "markdown") continue;
    const source = withNotebookBadges(title.source, file, repository);
    if (source === title.source) continue;
    writeAtomically(path, notebookText({ ...notebook, cells: [{ ...title, source }, ...others] }));
    changed.push(`notebooks/${file}`);
  }
  return [...changed, ...writeEditions(root).map((file) => `notebooks/colab/${file}`)];
}

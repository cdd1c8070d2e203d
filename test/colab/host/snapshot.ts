import { spawnSync } from "node:child_process";
import { cpSync } from "node:fs";
import { basename, dirname } from "node:path";
import { root as projectRoot } from "../../../tools/setup/shared/paths.mjs";

/** What is made here and belongs to no clone. */
const made = new Set([
  ...["node_modules", "dist", "site", "coverage", "__pycache__"],
  ...[".git", ".venv", ".setup", ".ipynb_checkpoints"],
]);

const belongs = (path: string, root: string) =>
  !made.has(basename(path)) || (basename(path) === "site" && dirname(path) !== root);

/**
 * The project as it is now, uncommitted changes included, as a repository that can be cloned.
 *
 * @param folder is made
 */
export function snapshot(folder: string, root = projectRoot): void {
  cpSync(root, folder, { recursive: true, filter: (path) => belongs(path, root) });
  const author = ["-c", "user.name=test", "-c", "user.email=test@localhost", "-c", "commit.gpgsign=false"];
  for (const command of [
    ["init", "--quiet", "--initial-branch", "main"],
    ["add", "--all"],
    [...author, "commit", "--quiet", "--message", "Snapshot"],
  ]) {
    const { status, stderr, error } = spawnSync("git", command, { cwd: folder, encoding: "utf8" });
    if (status !== 0) throw new Error(`git ${command[0]} failed: ${error?.message ?? stderr.trim()}`);
  }
}

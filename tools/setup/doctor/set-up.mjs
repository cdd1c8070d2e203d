import { existsSync } from "node:fs";
import { join } from "node:path";
import { changedFiles, markDamaged } from "../stamp.mjs";
import { stepsOf } from "../set-up.mjs";

const made = ["node_modules", ".venv", "lib/dist", "exercises/dist", "kernel/dist", "kernel/types/bundled"];

/**
 * Whether the set-up has anything to do.
 *
 * @param {string} root
 * @param {import("../step.mjs").Step[]} [steps]
 * @returns {Promise<import("./finding.mjs").Finding>}
 */
export async function setUpState(root, steps = stepsOf(root)) {
  const due = [];
  for (const step of steps) {
    // What does not exist yet cannot be compared: it is due.
    const isDone = await Promise.resolve()
      .then(step.isDone)
      .catch(() => false);
    if (!isDone) due.push(step.name);
  }
  if (due.length === 0) return { state: "ok", subject: "Set-up", found: "complete" };
  const isUsable = made.every((folder) => existsSync(join(root, folder)));
  return {
    state: isUsable ? "remark" : "wrong",
    subject: "Set-up",
    found: `to be made or renewed: ${due.join(", ")}`,
    cure: "`npm run setup`",
  };
}

/**
 * Marks a folder as one that the set-up has to make again; says nothing where this user may not write into it, for whom
 * the finding itself is what counts.
 *
 * @param {string} folder
 * @param {(folder: string) => void} [mark]
 */
export function markForSetUp(folder, mark = markDamaged) {
  try {
    mark(folder);
  } catch (error) {
    const { code = "" } = /** @type {NodeJS.ErrnoException} */ (error);
    if (!["EACCES", "EPERM", "EROFS", "ENOSPC"].includes(code)) throw error;
  }
}

/**
 * Compares what was installed, byte for byte, with what it was then, and marks what has changed as damaged, so that the
 * set-up makes it again.
 *
 * @param {string} root
 * @returns {import("./finding.mjs").Finding}
 */
export function installedFiles(root) {
  const subject = "Files";
  const damaged = [];
  for (const folder of made) {
    const changed = changedFiles(join(root, folder));
    if (changed.length > 0) markForSetUp(join(root, folder));
    damaged.push(...changed.map((name) => `${folder}/${name}`));
  }
  if (damaged.length === 0) return { state: "ok", subject, found: "as they were installed" };
  const more = damaged.length > 3 ? ` and ${damaged.length - 3} more` : "";
  return {
    state: "wrong",
    subject,
    found: `damaged: ${damaged.slice(0, 3).join(", ")}${more}`,
    cure: "`npm run setup` makes them again",
  };
}

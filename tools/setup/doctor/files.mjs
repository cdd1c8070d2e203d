import { existsSync, readFileSync, statfsSync } from "node:fs";
import { join } from "node:path";
import { codeOf, someOf } from "../shared/failure.mjs";
import { digestOfFile } from "../shared/files.mjs";
import { changedFiles, markDamaged } from "../stamp.mjs";
import { stepsOf } from "../set-up.mjs";
import { ok, remark, wrong } from "./finding.mjs";

/** @typedef {import("./finding.mjs").Finding} Finding */

const made = ["node_modules", ".venv", "lib/dist", "exercises/dist", "kernel/dist", "kernel/types/bundled"];
const bytesForSetUp = 3e9;
const bytesForWork = 0.3e9;

/**
 * Whether the set-up has anything to do.
 *
 * @param {string} root
 * @param {import("../step.mjs").Step[]} [steps]
 * @returns {Promise<Finding>}
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
  if (due.length === 0) return ok("Set-up", "complete");
  const finding = made.every((folder) => existsSync(join(root, folder))) ? remark : wrong;
  return finding("Set-up", `to be made or renewed: ${due.join(", ")}`, "`npm run setup`");
}

/**
 * Marks a folder as one that the set-up has to make again. Nothing is said where this user may not write into it:
 * the finding itself is what counts.
 *
 * @param {string} folder
 * @param {(folder: string) => void} [mark]
 */
export function markForSetUp(folder, mark = markDamaged) {
  try {
    mark(folder);
  } catch (error) {
    if (!["EACCES", "EPERM", "EROFS", "ENOSPC"].includes(codeOf(error))) throw error;
  }
}

/**
 * Compares what was installed, byte for byte, with what it was then, and marks what has changed as damaged, so that the
 * set-up makes it again.
 *
 * @param {string} root
 * @returns {Finding}
 */
export function installedFiles(root) {
  const damaged = made.flatMap((folder) => {
    const changed = changedFiles(join(root, folder));
    if (changed.length > 0) markForSetUp(join(root, folder));
    return changed.map((name) => `${folder}/${name}`);
  });
  return damaged.length === 0
    ? ok("Files", "as they were installed")
    : wrong("Files", `damaged: ${someOf(damaged)}`, "`npm run setup` makes them again");
}

/**
 * Whether the files in data/ are those of data/CHECKSUMS, byte for byte.
 *
 * @param {string} root
 * @returns {Promise<Finding>}
 */
export async function data(root) {
  const cure = "restore them: `git checkout -- data`";
  const file = join(root, "data/CHECKSUMS");
  if (!existsSync(file)) return wrong("Data", "data/CHECKSUMS is not there", cure);
  const entries = [...readFileSync(file, "utf8").matchAll(/^([0-9a-f]{64}) [ *](?:\.\/)?(.+)$/gm)];
  const damaged = [];
  for (const [, expected, name] of entries) {
    const found = await digestOfFile(join(root, "data", name)).catch(() => "missing");
    if (found !== expected) damaged.push(`data/${name} ${found === "missing" ? "is missing" : "differs"}`);
  }
  return damaged.length === 0
    ? ok("Data", `${entries.length} files, all intact`)
    : wrong("Data", someOf(damaged), cure);
}

/**
 * How much room the disk of the project's folder has.
 *
 * @param {string} root
 * @param {(path: string) => { bavail: number, bsize: number }} [ask]
 * @returns {Finding}
 */
export function disk(root, ask = statfsSync) {
  const { bavail, bsize } = ask(root);
  const free = bavail * bsize;
  const found = `${(free / 1e9).toFixed(1)} GB free`;
  if (free > bytesForSetUp) return ok("Disk", found);
  const finding = free > bytesForWork ? remark : wrong;
  return finding(
    "Disk",
    found,
    "free some room: a first set-up takes about 3 GB, some of it only for a short time",
  );
}

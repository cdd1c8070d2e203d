import { randomUUID } from "node:crypto";
import fs from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { attempt } from "../shared/failure.mjs";
import { allows, digestOfFile, readJson, writeAtomically } from "../shared/files.mjs";
import { isRunning } from "../lock.mjs";

/**
 * A cache entry is a folder with files and `manifest.json`, their checksums. It is made under another name and
 * then renamed: where two clones make the same one at once, the second finds the first's and uses it.
 */
const manifestFile = "manifest.json";
const unfinished = /^unfinished (?<host>.*) (?<pid>\d+) \S+$/;
const dayInMilliseconds = 24 * 3600 * 1000;

/**
 * The folder of a cache entry, checked against its manifest, made if it is missing or damaged.
 *
 * @param {string} cache the folder of all entries
 * @param {string} key the entry's name
 * @param {(folder: string) => Promise<string[]>} make fills a new folder; returns the names of the files to keep
 * @param {AbortSignal} signal
 * @returns {Promise<{ folder: string, files: string[] }>}
 */
export async function cacheEntry(cache, key, make, signal) {
  fs.mkdirSync(cache, { recursive: true });
  removeForgotten(cache);
  const folder = join(cache, key);
  const present = await checkedFiles(folder, signal);
  if (present) return { folder, files: present };
  fs.rmSync(folder, { recursive: true, force: true });

  const draft = join(cache, `unfinished ${hostname()} ${process.pid} ${randomUUID()}`);
  try {
    fs.mkdirSync(draft);
    const files = await make(draft);
    for (const name of fs.readdirSync(draft)) {
      if (!files.includes(name)) fs.rmSync(join(draft, name), { recursive: true });
    }
    /** @type {Record<string, string>} */
    const sums = {};
    for (const name of files) sums[name] = await digestOfFile(join(draft, name), signal);
    writeAtomically(join(draft, manifestFile), JSON.stringify(sums, null, 2));
    try {
      fs.renameSync(draft, folder);
    } catch (error) {
      // Another clone may have made it in the meantime.
      if (!(await checkedFiles(folder, signal))) throw error;
    }
    return { folder, files };
  } finally {
    fs.rmSync(draft, { recursive: true, force: true });
  }
}

/**
 * The first of several folders that can be written.
 *
 * @param {string[]} folders the last is taken without being tried
 */
export function writableFolder(folders) {
  const usable = folders.slice(0, -1).find((folder) => {
    attempt(() => fs.mkdirSync(folder, { recursive: true }));
    return allows(folder, fs.constants.W_OK);
  });
  return usable ?? folders[folders.length - 1];
}

/** @param {string} folder @param {AbortSignal} signal @returns {Promise<string[] | undefined>} */
async function checkedFiles(folder, signal) {
  try {
    const sums = readJson(join(folder, manifestFile));
    for (const name in sums) {
      if ((await digestOfFile(join(folder, name), signal)) !== sums[name]) return undefined;
    }
    return Object.keys(sums);
  } catch (error) {
    if (signal.aborted) throw error;
    return undefined;
  }
}

/** Deletes what interrupted set-ups have left. @param {string} cache */
function removeForgotten(cache) {
  for (const name of fs.readdirSync(cache)) {
    const { host, pid } = unfinished.exec(name)?.groups ?? {};
    if (host === undefined) continue;
    const folder = join(cache, name);
    const age = Date.now() - (fs.statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    const isLeft = host === hostname() ? !isRunning({ host, pid: Number(pid) }) : age > dayInMilliseconds;
    if (isLeft) fs.rmSync(folder, { recursive: true, force: true });
  }
}

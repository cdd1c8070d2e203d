import { randomUUID } from "node:crypto";
import {
  accessSync,
  constants,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { digestOfFile } from "../shared/digest.mjs";
import { writeAtomically } from "../shared/write-atomically.mjs";
import { isRunning } from "../process-identity.mjs";

/**
 * A cache entry is a folder with files and `manifest.json`, their checksums. It is made under another name and
 * then renamed: where two clones make the same one at once, the second finds the first's and uses it.
 */
const manifestFile = "manifest.json";
const unfinished = /^unfinished (?<host>.*) (?<pid>\d+) [0-9a-f-]+$/;
const forgottenMilliseconds = 24 * 3600 * 1000;

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
  mkdirSync(cache, { recursive: true });
  removeForgotten(cache);
  const folder = join(cache, key);
  const present = await checkedFiles(folder, signal);
  if (present) return { folder, files: present };
  discard(cache, folder);

  const draft = newDraft(cache);
  try {
    mkdirSync(draft);
    const files = await make(draft);
    for (const name of readdirSync(draft)) {
      if (!files.includes(name)) rmSync(join(draft, name), { recursive: true });
    }
    /** @type {Record<string, string>} */
    const sums = {};
    for (const name of files) sums[name] = await digestOfFile(join(draft, name), signal);
    writeAtomically(join(draft, manifestFile), JSON.stringify(sums, null, 2));
    try {
      renameSync(draft, folder);
    } catch (error) {
      const others = await checkedFiles(folder, signal);
      if (!others) throw error;
    }
    return { folder, files };
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/**
 * The first of several folders that can be written.
 *
 * @param {string[]} folders the last is taken without being tried
 */
export function writableFolder(folders) {
  const usable = folders.slice(0, -1).find((folder) => {
    try {
      mkdirSync(folder, { recursive: true });
      accessSync(folder, constants.W_OK);
      return true;
    } catch {
      return false;
    }
  });
  return usable ?? folders[folders.length - 1];
}

/** @param {string} folder @param {AbortSignal} signal @returns {Promise<string[] | undefined>} */
async function checkedFiles(folder, signal) {
  try {
    const sums = JSON.parse(readFileSync(join(folder, manifestFile), "utf8"));
    for (const [name, sum] of Object.entries(sums)) {
      if ((await digestOfFile(join(folder, name), signal)) !== sum) return undefined;
    }
    return Object.keys(sums);
  } catch (error) {
    if (signal.aborted) throw error;
    return undefined;
  }
}

/** @param {string} cache */
const newDraft = (cache) => join(cache, `unfinished ${hostname()} ${process.pid} ${randomUUID()}`);

/** Moves a damaged entry out of the way in one step, then deletes it. @param {string} cache @param {string} folder */
function discard(cache, folder) {
  const aside = newDraft(cache);
  try {
    renameSync(folder, aside);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "ENOENT") return;
    throw error;
  }
  rmSync(aside, { recursive: true, force: true });
}

/** Deletes what interrupted set-ups have left. @param {string} cache */
function removeForgotten(cache) {
  for (const name of readdirSync(cache)) {
    const { host, pid } = unfinished.exec(name)?.groups ?? {};
    if (host === undefined) continue;
    const folder = join(cache, name);
    const age = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    const isLeft = host === hostname() ? !isRunning({ host, pid: Number(pid) }) : age > forgottenMilliseconds;
    if (isLeft) rmSync(folder, { recursive: true, force: true });
  }
}

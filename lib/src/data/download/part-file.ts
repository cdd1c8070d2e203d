import { randomBytes } from "node:crypto";
import { readdir, rename, rm, stat } from "node:fs/promises";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";

/**
 * The unfinished part of a download. Its name holds the machine and the process that write it, so that two processes
 * never write to the same one, and the start of the checksum, so that another version is not continued.
 */
export interface PartFile {
  readonly path: string;
  /** Leaves what is there for a later download to continue. */
  leave(): Promise<void>;
  /** Deletes it. */
  remove(): Promise<void>;
}

/** A part of another machine is taken over when nothing was written to it for so many milliseconds: a day. */
const abandonedAfter = 24 * 3600 * 1000;

/**
 * Takes over a part that an earlier download left or whose process is gone, the longest one, or names a new one. Taking
 * over is renaming, in which only one process succeeds.
 *
 * @param file the file to be, in a folder that exists
 * @param sha256 its checksum
 */
export async function claimPart(file: string, sha256: string): Promise<PartFile> {
  const folder = dirname(file);
  const stem = `${basename(file)}.${sha256.slice(0, 8)}`;
  const path = join(folder, `${stem}.${hostname()}~${process.pid}~${randomBytes(4).toString("hex")}.part`);
  const left = join(folder, `${stem}.part`);
  const part = {
    path,
    async leave() {
      const begun = await stat(path).catch(() => undefined);
      if (begun?.size === 0) await rm(path, { force: true });
      else if (begun) await rename(path, left).catch(() => undefined);
    },
    remove: () => rm(path, { force: true }),
  };
  const names = (await readdir(folder)).filter(
    (name) => name.startsWith(`${stem}.`) && name.endsWith(".part"),
  );
  const parts = await Promise.all(names.map((name) => look(join(folder, name))));
  const free = parts.filter((found) => found !== undefined).sort((a, b) => b.bytes - a.bytes);
  let claimed = false;
  for (const found of free) {
    if (claimed) await rm(found.path, { force: true });
    else claimed = await rename(found.path, path).then(...succeeded);
  }
  return part;
}

const succeeded = [() => true, () => false] as const;

/** A part that nobody writes to, and its size. */
async function look(path: string): Promise<{ path: string; bytes: number } | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return undefined;
  const [, host, pid] = /\.([^~]*)~(\d+)~[0-9a-f]+\.part$/.exec(path) ?? [];
  const inUse =
    pid !== undefined &&
    (host.endsWith(hostname()) ? isRunning(Number(pid)) : Date.now() - found.mtimeMs < abandonedAfter);
  return inUse ? undefined : { path, bytes: found.size };
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

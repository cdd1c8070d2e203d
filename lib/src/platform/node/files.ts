import { randomUUID } from "node:crypto";
import { constants, createReadStream, readFileSync } from "node:fs";
import { appendFile, mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { Readable } from "node:stream";
import type { Files } from "../platform";

export const files: Files = {
  join,
  absolute: (path) => resolve(path),
  async kind(path) {
    const found = await stat(path);
    return found.isDirectory() ? "folder" : found.isFile() ? "file" : "other";
  },
  list: (folder) => readdir(folder),
  read: (path) => readFile(path),
  readNow: (path) => readFileSync(path),
  stream: (path) => Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>,
  async open(path) {
    const handle = await open(path);
    const { size } = await handle.stat().catch(async (error) => {
      await handle.close();
      throw error;
    });
    return {
      size,
      async read(into, position) {
        let filled = 0;
        for (let came = -1; filled < into.length && came !== 0; filled += came) {
          came = (await handle.read(into, filled, into.length - filled, position + filled)).bytesRead;
        }
        return filled;
      },
      close: () => handle.close(),
    };
  },
  async create(path, version) {
    const stem = `${path}.${version === undefined ? "" : `${version}.`}`;
    const part = `${stem}${randomUUID().slice(0, 8)}.part`;
    if (version !== undefined) {
      await mkdir(dirname(path), { recursive: true });
      await takeOver(stem, part);
    }
    const handle = await open(part, constants.O_RDWR | constants.O_CREAT);
    let { size } = await handle.stat();
    return {
      path: part,
      get size() {
        return size;
      },
      async write(bytes, position = size) {
        for (let written = 0; written < bytes.length;) {
          const rest = bytes.length - written;
          written += (await handle.write(bytes, written, rest, position + written)).bytesWritten;
        }
        size = Math.max(size, position + bytes.length);
      },
      async clear() {
        await handle.truncate(0);
        size = 0;
      },
      async complete() {
        await handle.sync();
        await handle.close();
        await rename(part, path);
      },
      async leave() {
        await handle.close();
        if (size === 0) await rm(part);
        else await rename(part, `${stem}part`);
      },
      async remove() {
        await handle.close().catch(() => undefined);
        await rm(part, { force: true });
      },
    };
  },
  async append(path, text) {
    await mkdir(dirname(path), { recursive: true });
    await appendFile(path, text);
  },
  remove: (path) => rm(path),
};

/** In milliseconds. What is being written is written to more often. */
const hour = 3_600_000;

/**
 * Takes over the longest part that was left, or whose process is gone. Taking over is renaming, in which only one of
 * several processes succeeds.
 */
async function takeOver(stem: string, part: string): Promise<void> {
  const folder = dirname(stem);
  const names = (await readdir(folder)).filter(
    (name) => name.startsWith(basename(stem)) && name.endsWith(".part"),
  );
  const found = await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      const { size, mtimeMs } = await stat(path).catch(() => ({ size: 0, mtimeMs: Infinity }));
      return { path, size, free: path === `${stem}part` || mtimeMs < Date.now() - hour };
    }),
  );
  for (const { path } of found.filter(({ free }) => free).sort((a, b) => b.size - a.size)) {
    const taken = await rename(path, part).then(...succeeded);
    if (taken) return;
  }
}

const succeeded = [() => true, () => false] as const;

import { createHash } from "node:crypto";
import { access, readFile } from "node:fs/promises";
import { join } from "node:path";
import { progressBar } from "../../base/progress-bar";
import { download } from "../download/download";
import type { DownloadEvent, DownloadOptions } from "../download/download-options";
import { userCache } from "../user-cache";
import { dataFolder, readVerifiedFile } from "../verified-file";
import { addressOf, mirrors as knownMirrors } from "./mirrors";
import type { PublishedFile } from "./published-files";

/** Where to get a published file from when it is not in the `data` folder. */
export interface SourceOptions extends Pick<
  DownloadOptions,
  "signal" | "stallTimeout" | "leastRate" | "onEvent"
> {
  /** Addresses of folders that hold the files, tried in this order. Default: see `mirrors`. */
  mirrors?: readonly string[] | undefined;
  /** Whether to show a bar for a download. Default: true. */
  showProgress?: boolean | undefined;
}

/**
 * The bytes of a file of Fashion-MNIST: from the `data` folder, else from the user's cache, else from a mirror, from
 * which it goes into the cache. A file in the `data` folder that is not the published one is an error; one in the cache
 * is replaced.
 *
 * @throws DataFileError if the file of the `data` folder is damaged; DownloadError if no mirror has it or the cache cannot be
 *   written; InterruptedError when interrupted; the signal's reason when aborted
 */
export async function publishedBytes(file: PublishedFile, options: SourceOptions = {}): Promise<Uint8Array> {
  const { name, bytes, sha256 } = file;
  const { mirrors = knownMirrors(), showProgress = true, onEvent, ...rest } = options;
  const inData = `fashion-mnist/${name}`;
  if (await exists(join(dataFolder(), inData))) return readVerifiedFile("fashionMnist", inData);

  const cached = join(userCache(), "fashion-mnist", name);
  const found = await readFile(cached).catch(() => undefined);
  if (found && createHash("sha256").update(found).digest("hex") === sha256) return found;

  const bar = showProgress && bytes > 1e6 ? downloadBar(file) : undefined;
  try {
    const urls = mirrors.map((mirror) => addressOf(mirror, name));
    await download({
      ...{ urls, file: cached, sha256, bytes, ...rest },
      onEvent(event) {
        bar?.show(event);
        onEvent?.(event);
      },
    });
  } finally {
    bar?.end();
  }
  return readFile(cached);
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== "ENOENT" && error.code !== "ENOTDIR",
  );

function downloadBar({ name, bytes }: PublishedFile) {
  const bar = progressBar(`downloading ${name}`, Math.ceil(bytes / 1e6), { unit: "MB" });
  return {
    show: (event: DownloadEvent) => bar.update(Math.ceil(event.bytes / 1e6), `mirror ${event.mirror}`),
    end: () => bar.end(),
  };
}

import { progressBar } from "../../base/progress-bar";
import { files, hash, storage } from "../../platform";
import { download } from "../download/download";
import type { DownloadEvent, DownloadOptions } from "../download/download-options";
import { dataFolder, readVerifiedFile } from "../verified-file";

/** A file of Fashion-MNIST as Zalando published it. */
export interface PublishedFile {
  readonly name: string;
  /** The size in bytes, packed. */
  readonly bytes: number;
  /** The MD5 in the table of https://github.com/zalandoresearch/fashion-mnist. */
  readonly md5: string;
  /** The SHA-256 of the file with that MD5. */
  readonly sha256: string;
  /** The size in bytes, unpacked. */
  readonly unpackedBytes: number;
}

/** The four files. */
export const publishedFiles = {
  train: {
    images: {
      name: "train-images-idx3-ubyte.gz",
      bytes: 26_421_880,
      md5: "8d4fb7e6c68d591d4c3dfef9ec88bf0d",
      sha256: "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
      unpackedBytes: 47_040_016,
    },
    labels: {
      name: "train-labels-idx1-ubyte.gz",
      bytes: 29_515,
      md5: "25c81989df183df01b3e8a0aad5dffbe",
      sha256: "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
      unpackedBytes: 60_008,
    },
  },
  test: {
    images: {
      name: "t10k-images-idx3-ubyte.gz",
      bytes: 4_422_102,
      md5: "bef4ecab320f06d8554ea6380940ec79",
      sha256: "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
      unpackedBytes: 7_840_016,
    },
    labels: {
      name: "t10k-labels-idx1-ubyte.gz",
      bytes: 5148,
      md5: "bb300cfdad3c16e7a12a480ee83cd310",
      sha256: "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5",
      unpackedBytes: 10_008,
    },
  },
} as const satisfies Record<string, Record<"images" | "labels", PublishedFile>>;

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
  if (await exists(files.join(dataFolder(), inData))) return readVerifiedFile("fashionMnist", inData);

  const cached = files.join(storage.cacheFolder(), "fashion-mnist", name);
  const found = await files.read(cached).catch(() => undefined);
  if (found && (await hash.sha256(found)) === sha256) return found;

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
  return files.read(cached);
}

const exists = (path: string) =>
  files.kind(path).then(
    () => true,
    (error: { code?: string }) => error.code !== "ENOENT" && error.code !== "ENOTDIR",
  );

function downloadBar({ name, bytes }: PublishedFile) {
  const bar = progressBar(`downloading ${name}`, Math.ceil(bytes / 1e6), { unit: "MB" });
  return {
    show: (event: DownloadEvent) => bar.update(Math.ceil(event.bytes / 1e6), `mirror ${event.mirror}`),
    end: () => bar.end(),
  };
}

/** Public folders that hold the four files; each is only as good as the checksum of what it sends. */
const publicMirrors = [
  "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
  "https://storage.googleapis.com/tensorflow/tf-keras-datasets/",
  "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
];

/**
 * Where Fashion-MNIST can be had, in the order of trying: the addresses of folders in the environment variable
 * `LINEAR_NETWORKS_MIRRORS`, separated by spaces, else the public ones. An empty variable means none.
 */
const knownMirrors = (): readonly string[] =>
  process.env["LINEAR_NETWORKS_MIRRORS"]?.split(/\s+/).filter(Boolean) ?? publicMirrors;

/** The address of a file in a folder. */
const addressOf = (folder: string, name: string) => `${folder.replace(/\/*$/, "/")}${name}`;

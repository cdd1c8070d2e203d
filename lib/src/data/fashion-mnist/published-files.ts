import { progressBar } from "../../base/progress-bar";
import { files, hash, storage } from "../../platform";
import { download } from "../download/download";
import type { DownloadOptions } from "../download/download-options";
import { dataFolder, readVerifiedFile } from "../verified-file";

/** A file of Fashion-MNIST as Zalando published it. */
export interface PublishedFile {
  readonly name: string;
  /** The size in bytes, packed. */
  readonly bytes: number;
  /** The size in bytes, unpacked. */
  readonly unpackedBytes: number;
  /** Of the file whose MD5 is in the table of https://github.com/zalandoresearch/fashion-mnist. */
  readonly sha256: string;
}

const published = (name: string, bytes: number, unpackedBytes: number, sha256: string): PublishedFile => ({
  ...{ name: `${name}-ubyte.gz`, bytes, unpackedBytes, sha256 },
});

/** The SHA-256 of the four files. */
const sha256 = {
  trainImages: "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
  trainLabels: "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
  testImages: "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
  testLabels: "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5",
};

/** The four files. */
export const publishedFiles = {
  train: {
    images: published("train-images-idx3", 26_421_880, 47_040_016, sha256.trainImages),
    labels: published("train-labels-idx1", 29_515, 60_008, sha256.trainLabels),
  },
  test: {
    images: published("t10k-images-idx3", 4_422_102, 7_840_016, sha256.testImages),
    labels: published("t10k-labels-idx1", 5148, 10_008, sha256.testLabels),
  },
};

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
 * @throws DataFileError if the file of the `data` folder is damaged; or no mirror has it, or the cache cannot be
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

  const megabytes = (count: number) => Math.ceil(count / 1e6);
  const bar =
    showProgress && bytes > 1e6
      ? progressBar(`downloading ${name}`, megabytes(bytes), { unit: "MB" })
      : undefined;
  try {
    const urls = mirrors.map((mirror) => `${mirror.replace(/\/*$/, "/")}${name}`);
    await download({
      ...{ urls, file: cached, sha256, bytes, ...rest },
      onEvent(event) {
        bar?.update(megabytes(event.bytes), `mirror ${event.mirror}`);
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
  storage.setting("LINEAR_NETWORKS_MIRRORS")?.split(/\s+/).filter(Boolean) ?? publicMirrors;

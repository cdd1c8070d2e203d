import { DataFileError } from "../base/errors";
import { files, hash, storage } from "../platform";

/** The project's `data` folder, or the one named by the environment variable `LINEAR_NETWORKS_DATA`. */
export const dataFolder = (): string => storage.dataFolder();

/**
 * Reads a file of the `data` folder and compares it with its SHA-256 in `data/CHECKSUMS`, so that a file that
 * was cut short, changed or converted is never trained on.
 *
 * @param caller the function on whose behalf it reads, for its messages
 * @param name the path inside the folder, with forward slashes, as in `houses/king-county-sales.csv`
 * @throws DataFileError if the file is missing, unreadable, not listed, or not the one that was listed
 */
export async function readVerifiedFile(caller: string, name: string): Promise<Uint8Array> {
  const contents = await read(caller, name);
  const wanted = new TextDecoder()
    .decode(await read(caller, "CHECKSUMS"))
    .split("\n")
    .find((line) => line.endsWith(`  ./${name}`))
    ?.slice(0, 64);
  if (wanted === undefined) {
    throw new DataFileError("not listed", `${caller}: data/${name} is not listed in data/CHECKSUMS.`);
  }
  const got = await hash.sha256(contents);
  if (got !== wanted) {
    throw new DataFileError(
      "wrong checksum",
      `${caller}: data/${name} is not the file that was published: its SHA-256 is ${got.slice(0, 12)}…, ` +
        `wanted ${wanted.slice(0, 12)}… (${contents.length} bytes). Get it again: git checkout -- "data/${name}"`,
    );
  }
  return contents;
}

const read = (caller: string, name: string): Promise<Uint8Array> =>
  files.read(files.join(dataFolder(), name)).catch((cause: Error & { code?: string }) => {
    const isMissing = cause.code === "ENOENT";
    const what = isMissing ? "is missing" : `cannot be read (${cause.code})`;
    const message = `${caller}: data/${name} ${what}. Get it again: git checkout -- "data/${name}"`;
    throw new DataFileError(isMissing ? "missing" : "unreadable", message, { cause });
  });

import { assertWhole } from "../../base/assertions";
import { DataFileError } from "../../base/errors";
import { images } from "../../platform";
import { assertIndices, type Dataset, type Samples } from "../dataset";
import { scalePixels } from "../image-dataset";
import { type ImageFolderOptions, listImages, undecodable } from "./list-images";

/** Which images, what they become, and by how many threads; each has a default. */
export interface ImageFilesOptions extends ImageFolderOptions {
  /** How many worker threads decode, from 0 (the main thread does) to 64. Default: one per processor, at most 4. */
  readonly workers?: number;
}

/** Images that lie in files; they are decoded each time they are read, and no more of them are in memory. */
export interface ImageFiles extends Dataset {
  /** The images, from the folder on and with forward slashes, as in "coat/03.jpg". */
  readonly files: readonly string[];
  /** The classes' names in the order of the labels. */
  readonly classes: readonly string[];
  /** The label of each image. */
  readonly y: Int32Array;
  /** In pixels. */
  readonly height: number;
  /** In pixels. */
  readonly width: number;
  /** How many worker threads decode. */
  readonly workers: number;
  read(indices: Uint32Array): Promise<Samples>;
  /** Ends the threads after the reads under way. It can be called twice; the images cannot be read afterwards. */
  dispose(): Promise<void>;
}

/**
 * Images that lie in a folder for each class, as in `photos/coat/01.jpg`, left in their files for more of them than
 * memory holds. `classFolders` takes the same folders, gives the same samples, and reads all of them into memory once:
 * take that one where they fit.
 *
 * `read` divides the images of a batch among worker threads and puts them together in order;
 * `batches(images, { batchSize, ahead: 2 })` has the next batches decoded while one is in use, of which at most
 * `ahead` + 1 are in memory. In PyTorch: a `DataLoader` with `num_workers`, `prefetch_factor`.
 *
 * @param folder the folder that holds the class folders
 * @throws DataFileError for what is wrong with the folder; RangeError for an option out of range. `read` throws a
 *   DataFileError that names the images that cannot be decoded, also where a thread ends over them, a RangeError for an
 *   index that is out of range
 */
export async function imageFiles(folder: string, options: ImageFilesOptions = {}): Promise<ImageFiles> {
  const { workers = Math.min(4, images.threads) } = options;
  assertWhole("imageFiles", "workers", workers, 0, 64);
  const { classes, files, labels, decode } = await listImages("imageFiles", folder, options);
  const decoders = images.decoders(workers);
  const n = files.length;
  const d = decode.size * decode.size;
  let disposed = false;

  /** Decodes the images from one place of a batch to another into their place. @returns what fails */
  const readPart = async (X: Float32Array, indices: Uint32Array, start: number, end: number) => {
    const names = Array.from(indices.subarray(start, end), (index) => files[index]);
    const decoded = await decoders.run({ folder, files: names, decode }).catch((cause: Error) => {
      throw new DataFileError(
        "unreadable",
        `ImageFiles.read: a worker thread ended while it had to decode ${names.join(", ")}: ${cause.message}. ` +
          "One of them may be to blame: leave them out one after the other.",
        { cause, files: names },
      );
    });
    if (!ArrayBuffer.isView(decoded)) return decoded;
    scalePixels(decoded, X, start * d);
    return [];
  };
  return {
    ...{ n, d, files, classes, y: labels, height: decode.size, width: decode.size, workers },
    async read(indices) {
      if (disposed) throw new Error(`ImageFiles.read: ${folder} must be open, it was closed by dispose().`);
      assertIndices(n, indices);
      const size = indices.length;
      const X = new Float32Array(size * d);
      // As many parts as the threads take at once: none waits for the main thread before the batch is done.
      const part = workers === 0 ? size : Math.ceil(size / (images.tasksPerThread * workers));
      const reads: ReturnType<typeof readPart>[] = [];
      for (let start = 0; start < size; start += part) {
        reads.push(readPart(X, indices, start, Math.min(start + part, size)));
      }
      const failures = (await Promise.all(reads)).flat();
      if (failures.length > 0) throw undecodable("ImageFiles.read", failures);
      return { X, y: Int32Array.from(indices, (index) => labels[index]) };
    },
    dispose() {
      disposed = true;
      return decoders.close();
    },
  };
}

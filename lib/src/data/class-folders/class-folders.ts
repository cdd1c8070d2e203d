import { inChunks } from "../../base/in-chunks";
import { type DecodeFailure, images } from "../../platform";
import { type ImageDataset, imageDataset, roomForImages } from "../image-dataset";
import { type ImageFolderOptions, listImages, undecodable } from "./list-images";

/** Which images to take, and what they become; each has a default. */
export interface ClassFoldersOptions extends ImageFolderOptions {
  /** Ends the work, with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Whether to show a progress bar. Default: for more than 200 images. */
  readonly showProgress?: boolean;
}

/** Images from class folders, in memory, and the file that each comes from. */
export interface ClassFolders extends ImageDataset {
  /** From the folder on and with forward slashes, as in "coat/03.jpg". */
  readonly files: readonly string[];
}

/** How many files are decoded at once: sharp decodes outside the main thread, four at a time by default. */
const atOnce = 4;

/**
 * Reads images that lie in a folder for each class, as in `photos/coat/01.jpg`, into memory: PNG and JPEG files, made
 * grey and square. In PyTorch: `torchvision.datasets.ImageFolder`.
 *
 * `imageFiles` takes the same folders and gives the same samples. It leaves the images in their files and decodes them
 * in worker threads each time that they are read, so that there may be more of them than memory holds; it has no
 * `pixels` to look at, and must be disposed of.
 *
 * @param folder the folder that holds the class folders
 * @returns the images in the order of the folders' and the files' names, with their labels
 * @throws DataFileError whose `problem` and `files` say what is wrong, among others with which images;
 *   RangeError for an option out of range, or more than 4 GiB of pixels; InterruptedError when interrupted
 */
export async function classFolders(folder: string, options: ClassFoldersOptions = {}): Promise<ClassFolders> {
  const { classes, files, labels, decode } = await listImages("classFolders", folder, options);
  const { size } = decode;
  const cure = "Take a smaller size, or data.imageFiles, which decodes them when they are read";
  const pixels = roomForImages("classFolders", files.length, size, cure);
  const { signal, showProgress = files.length > 200 } = options;
  const decoders = images.decoders(0);
  const failures: DecodeFailure[] = [];
  const chunks = { size: atOnce, label: "decoding", showProgress, signal };
  for await (const [start, end] of inChunks("classFolders", files.length, chunks)) {
    const some = files.slice(start, end);
    const decoded = await Promise.all(some.map((file) => decoders.run({ folder, files: [file], decode })));
    decoded.forEach((image, i) => {
      if (ArrayBuffer.isView(image)) pixels.set(image, (start + i) * size * size);
      else failures.push(...image);
    });
  }
  if (failures.length > 0) throw undecodable("classFolders", failures);
  return Object.assign(imageDataset({ pixels, labels, height: size, width: size, classes }), { files });
}

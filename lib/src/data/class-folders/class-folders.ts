import { progressBar } from "../../base/progress-bar";
import { assertWhole } from "../../base/assertions";
import { type ImageDataset, imageDataset, roomForImages } from "../image-dataset";
import { watchForInterrupt } from "../../base/interrupt";
import { type DecodeOptions, files as storedFiles, images } from "../../platform";
import { ClassFolderError, listImages, someOf } from "./list-images";

/** Which images to take, and what they become; each has a default. */
export interface ClassFoldersOptions extends Partial<DecodeOptions> {
  /** The width and the height in pixels, from 1 to 1024. Default: 28. */
  readonly size?: number;
  /** Whether to turn dark into light, for things photographed before a light background. Default: false. */
  readonly invert?: boolean;
  /** The grey of margins and of transparent pixels in the result, from 0 to 255. Default: 0, black. */
  readonly background?: number;
  /**
   * The classes in the order of their labels, as `fashionMnistClasses`. The folders' alphabetical order is another.
   * Default: the folders' names in that order.
   */
  readonly classes?: readonly string[];
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
 * Reads images that lie in a folder for each class, as in `photos/coat/01.jpg`: PNG and JPEG files, made grey and
 * square. In PyTorch: `torchvision.datasets.ImageFolder`. For more images than memory holds there is `imageFiles`.
 *
 * @param folder the folder that holds the class folders
 * @returns the images in the order of the folders' and the files' names, with their labels
 * @throws ClassFolderError whose `problem` and `files` say what is wrong, among others with which images;
 *   RangeError for an option out of range, or more than 4 GiB of pixels; InterruptedError when interrupted
 */
export async function classFolders(folder: string, options: ClassFoldersOptions = {}): Promise<ClassFolders> {
  const decode = decodeOptions("classFolders", options);
  const { classes, files, labels } = await listImages("classFolders", folder, options.classes);
  const side = decode.size;
  const cure = "Take a smaller size, or data.imageFiles, which decodes them when they are read";
  const pixels = roomForImages("classFolders", files.length, side, cure);
  const interrupt = watchForInterrupt("classFolders");
  const shows = options.showProgress ?? files.length > 200;
  const bar = shows ? progressBar("decoding", files.length, { unit: "images" }) : undefined;
  const failures: [file: string, cause: Error][] = [];
  try {
    for (let i = 0; i < files.length; i += atOnce) {
      await interrupt.pause();
      options.signal?.throwIfAborted();
      const some = files.slice(i, i + atOnce);
      const decoded = await Promise.all(
        some.map((file) =>
          images.decode(storedFiles.join(folder, file), decode).catch((error: Error) => error),
        ),
      );
      decoded.forEach((result, j) => {
        if (ArrayBuffer.isView(result)) pixels.set(result, (i + j) * side * side);
        else failures.push([some[j], result]);
      });
      bar?.update(Math.min(i + atOnce, files.length));
    }
    await interrupt.pause();
  } finally {
    bar?.end();
    interrupt.end();
  }
  if (failures.length > 0) throw unreadable("classFolders", failures);
  return Object.assign(imageDataset({ pixels, labels, height: side, width: side, classes }), { files });
}

/** The options with their defaults. @throws RangeError if one is out of range */
export function decodeOptions(caller: string, options: Partial<DecodeOptions>): DecodeOptions {
  const { size = 28, invert = false, background = 0 } = options;
  assertWhole(caller, "size", size, 1, 1024);
  assertWhole(caller, "background", background, 0, 255);
  return { size, invert, background };
}

/** The error for images that cannot be decoded, with the reason for each of the first few. */
export function unreadable(
  caller: string,
  failures: readonly [file: string, cause: Error][],
): ClassFolderError {
  const reasons = failures.map(([file, cause]) => `${file} (${cause.message.trim()})`);
  const what = failures.length === 1 ? "an image" : `${failures.length} images`;
  return new ClassFolderError(
    "unreadable",
    `${caller}: ${what} cannot be decoded: ${someOf(reasons)}. Repair or remove ${failures.length === 1 ? "it" : "them"}.`,
    { cause: failures[0][1], files: failures.map(([file]) => file) },
  );
}

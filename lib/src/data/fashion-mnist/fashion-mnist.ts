import { gunzip } from "../gunzip";
import { idxImages } from "../idx/idx-images";
import { parseIdxHeader } from "../idx/idx-header";
import { readIdx } from "../idx/read-idx";
import type { IdxArray } from "../idx/idx-types";
import type { ImageDataset } from "../image-dataset";
import { resizeImages } from "../resize-images";
import { chooseClasses } from "./choose-classes";
import { type PublishedFile, publishedFiles } from "./published-files";
import { readVerifiedFile } from "../verified-file";

/** The names of Fashion-MNIST's classes in the order of their labels, 0 to 9. */
export const fashionMnistClasses = [
  ...["t-shirt", "trouser", "pullover", "dress", "coat"],
  ...["sandal", "shirt", "sneaker", "bag", "ankle boot"],
] as readonly string[];

/** Which images of Fashion-MNIST. */
export interface FashionMnistOptions {
  /** The 60,000 images for training or the 10,000 for testing. Default: train. */
  split?: "train" | "test" | undefined;
  /** The height and width in pixels to resize to, bilinearly, from 1 to 1024. Default: 28, as they are. */
  resize?: number | undefined;
  /** Only these classes, relabelled 0, 1, … in this order. Default: all ten. */
  classes?: readonly string[] | undefined;
  /** Only the first so many, after the choice of classes. Default: all. */
  limit?: number | undefined;
  signal?: AbortSignal | undefined;
  /** Whether to show a bar while it resizes or downloads. Default: true. */
  showProgress?: boolean | undefined;
}

/**
 * Fashion-MNIST: grey pictures of clothes, 28 × 28 pixels, in ten classes, in the order of the files, from the
 * project's `data` folder. Source and licence (MIT): `data/fashion-mnist/README.md`.
 *
 * @throws RangeError if an option is out of range; Error if a file is not the one that was published; the signal's
 *   reason when aborted
 */
export async function fashionMnist(options: FashionMnistOptions = {}): Promise<ImageDataset> {
  const { split = "train", resize, classes, limit, signal, showProgress = true } = options;
  if (!Object.hasOwn(publishedFiles, split)) {
    throw new RangeError(`fashionMnist: split must be train or test, got ${JSON.stringify(split)}.`);
  }
  signal?.throwIfAborted();
  const { images, labels } = publishedFiles[split];
  const read = (file: PublishedFile) => readPublished(file, signal);
  const all = idxImages(...(await Promise.all([read(images), read(labels)])), fashionMnistClasses);
  const chosen = chooseClasses(all, { classes, limit });
  return resize === undefined || resize === all.height
    ? chosen
    : resizeImages(chosen, resize, { signal, showProgress });
}

async function readPublished({ name, unpackedBytes }: PublishedFile, signal?: AbortSignal): Promise<IdxArray> {
  const packed = await readVerifiedFile("fashionMnist", `fashion-mnist/${name}`);
  const header = (start: Uint8Array) => parseIdxHeader(`fashionMnist: ${name}`, start, unpackedBytes).bytes;
  return readIdx(await gunzip(packed, { maxBytes: header, name, signal }), { name, maxBytes: unpackedBytes });
}

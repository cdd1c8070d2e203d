import { assertDifferent, assertOneOf, assertWhole } from "../../base/assertions";
import { gunzip, type GunzipOptions } from "../gunzip";
import { type IdxArray, idxHeaderBytes, readIdx } from "../idx";
import { idxImages } from "../idx-images";
import { imageDataset, type ImageDataset, scalePixels, subset } from "../image-dataset";
import { resizeImages } from "../resize-images";
import { publishedBytes, type PublishedFile, publishedFiles, type SourceOptions } from "./published-files";

/** The names of Fashion-MNIST's classes in the order of their labels, 0 to 9. */
export const fashionMnistClasses = [
  ...["t-shirt", "trouser", "pullover", "dress", "coat"],
  ...["sandal", "shirt", "sneaker", "bag", "ankle boot"],
] as readonly string[];

/** Which images of Fashion-MNIST. */
export interface FashionMnistOptions extends SourceOptions {
  /** The 60,000 images for training or the 10,000 for testing. Default: train. */
  split?: "train" | "test" | undefined;
  /** The height and width in pixels to resize to, bilinearly, from 1 to 1024. Default: 28, as they are. */
  resize?: number | undefined;
  /** Only these classes, relabelled 0, 1, … in this order. Default: all ten. */
  classes?: readonly string[] | undefined;
  /** Only the first so many, after the choice of classes. Default: all. */
  limit?: number | undefined;
  /** Whether to show a bar while it resizes or downloads. Default: true. */
  showProgress?: boolean | undefined;
}

/**
 * Fashion-MNIST: grey pictures of clothes, 28 × 28 pixels, in ten classes, in the order of the files, from the
 * project's `data` folder. Where that lacks them, they come from the user's cache, and where that lacks them too, from a
 * mirror; see `publishedBytes`. Source and licence (MIT): `data/fashion-mnist/README.md`.
 *
 * @throws RangeError if an option is out of range; DataFileError if a file is not the one that was published, or
 *   one is missing and no mirror has it; InterruptedError when interrupted; the signal's reason when aborted
 */
export async function fashionMnist(options: FashionMnistOptions = {}): Promise<ImageDataset> {
  const { split = "train", resize, classes, limit, ...source } = options;
  assertOneOf("fashionMnist", "split", split, ["train", "test"]);
  if (resize !== undefined) assertWhole("fashionMnist", "resize", resize, 1, 1024);
  source.signal?.throwIfAborted();
  const { images, labels } = publishedFiles[split];
  // One after the other, so that nothing goes on in the background when one fails.
  const y = await readPublished(labels, source);
  const header = idxHeaderBytes(3);
  // Of images that are all to stay as they are, the features are computed while the next ones are being unpacked.
  const X = classes || limit || resize ? undefined : new Float32Array(images.unpackedBytes - header);
  const scale =
    X &&
    ((part: Uint8Array, start: number) => {
      const from = Math.max(header - start, 0);
      scalePixels(part.subarray(from), X, start + from - header);
    });
  const all = idxImages(await readPublished(images, source, scale), y, fashionMnistClasses, X);
  const chosen = chooseClasses(all, { classes, limit });
  return resize === undefined || resize === all.height ? chosen : resizeImages(chosen, resize, source);
}

async function readPublished(
  file: PublishedFile,
  source: SourceOptions,
  onPart?: GunzipOptions["onPart"],
): Promise<IdxArray> {
  const { name, unpackedBytes } = file;
  const packed = await publishedBytes(file, source);
  const unpacked = await gunzip(packed, { maxBytes: unpackedBytes, name, onPart, signal: source.signal });
  return readIdx(unpacked, { name, maxBytes: unpackedBytes });
}

/**
 * The images of some classes, relabelled 0, 1, … in the order of the names, and of these the first so many.
 *
 * @throws RangeError if a class is unknown or appears twice, or there are fewer images than the limit
 */
function chooseClasses(
  all: ImageDataset,
  { classes = all.classes, limit }: { classes?: readonly string[] | undefined; limit?: number | undefined },
): ImageDataset {
  assertDifferent("fashionMnist", "classes", classes);
  classes.forEach((name, i) => assertOneOf("fashionMnist", `classes[${i}]`, name, all.classes));
  if (limit === undefined && classes === all.classes) return all;
  const relabelled = all.classes.map((name) => classes.indexOf(name));
  const indices = all.y.reduce<number[]>((kept, label, i) => {
    if (relabelled[label] >= 0) kept.push(i);
    return kept;
  }, []);
  if (limit !== undefined) assertWhole("fashionMnist", "limit", limit, 1, indices.length);
  const { pixels, y, height, width } = subset(all, indices.slice(0, limit));
  return imageDataset({ pixels, labels: y.map((label) => relabelled[label]), height, width, classes });
}

import * as tf from "@tensorflow/tfjs";
import { assertWhole } from "../base/assertions";
import { inChunks } from "../base/in-chunks";
import { imageDataset, type ImageDataset, roomForImages } from "./image-dataset";

/** How `resizeImages` goes about it. */
export interface ResizeOptions {
  signal?: AbortSignal | undefined;
  /** Whether to show a bar. Default: true. */
  showProgress?: boolean | undefined;
}

/** So many images are resized in one go, which bounds the memory and lets an interrupt through. */
const chunk = 500;

/**
 * The images at another size, by bilinear interpolation between the centres of pixels, rounded to whole grey levels.
 * Where it enlarges it differs from Pillow, and so from torchvision's `Resize`, by one grey level at most. When it
 * shrinks, each new pixel is computed from four old ones; Pillow averages over more.
 *
 * @param dataset images
 * @param size the new height and width in pixels, from 1 to 1024
 * @throws RangeError if the size is out of range or the images would take more than 4 GiB; InterruptedError when
 *   interrupted; the signal's reason when aborted
 */
export async function resizeImages(
  dataset: ImageDataset,
  size: number,
  { signal, showProgress = true }: ResizeOptions = {},
): Promise<ImageDataset> {
  assertWhole("resizeImages", "size", size, 1, 1024);
  const { n, d, height, width, y, classes } = dataset;
  const cure = "Take a smaller size, or fewer images with data.subset";
  const pixels = roomForImages("resizeImages", n, size, cure);
  const chunks = { size: chunk, label: "resizing", showProgress, signal };
  for await (const [start, end] of inChunks("resizeImages", n, chunks)) {
    const resized = tf.tidy(() => {
      const some = dataset.pixels.subarray(start * d, end * d);
      const images = tf.tensor4d(some, [end - start, height, width, 1], "int32");
      return tf.image.resizeBilinear(images, [size, size], false, true).add(0.5).floor().cast("int32");
    });
    pixels.set(await resized.data(), start * size * size);
    resized.dispose();
  }
  return imageDataset({ pixels, labels: y, height: size, width: size, classes });
}

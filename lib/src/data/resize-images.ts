import * as tf from "@tensorflow/tfjs";
import { progressBar } from "../base/progress-bar";
import { assertWhole } from "../base/assertions";
import { imageDataset, type ImageDataset, roomForImages } from "./image-dataset";
import { watchForInterrupt } from "../base/interrupt";

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
  const pixels = roomForImages(
    "resizeImages",
    n,
    size,
    "Take a smaller size, or fewer images with data.subset",
  );
  await Promise.resolve();
  const interrupt = watchForInterrupt("resizeImages");
  const bar = showProgress ? progressBar("resizing", n, { unit: "images" }) : undefined;
  try {
    for (let start = 0; start < n; start += chunk) {
      await interrupt.pause();
      signal?.throwIfAborted();
      const end = Math.min(start + chunk, n);
      const resized = tf.tidy(() => {
        const images = tf.tensor4d(
          dataset.pixels.subarray(start * d, end * d),
          [end - start, height, width, 1],
          "int32",
        );
        return tf.image.resizeBilinear(images, [size, size], false, true).add(0.5).floor().cast("int32");
      });
      pixels.set(await resized.data(), start * size * size);
      resized.dispose();
      bar?.update(end);
    }
    await interrupt.pause();
  } finally {
    bar?.end();
    interrupt.end();
  }
  return imageDataset({ pixels, labels: y, height: size, width: size, classes });
}

import { assertShapes } from "../base/shapes";
import type { IdxArray } from "./idx";
import { imageDataset, type ImageDataset } from "./image-dataset";

/**
 * A data set from two IDX arrays, as of MNIST and its relatives.
 *
 * @param images grey levels in uint8, of shape [n, height, width]
 * @param labels in uint8, of shape [n]
 * @param classes the names of the classes in the order of their labels
 * @param X the images' numbers divided by 255, where they are computed already
 * @throws ShapeError if one has another shape or they differ in n; TypeError if they are not uint8; RangeError if there is
 *   no image, or a label is beyond the classes
 */
export function idxImages(
  images: IdxArray,
  labels: IdxArray,
  classes: readonly string[],
  X?: Float32Array,
): ImageDataset {
  assertShapes("idxImages", { images: [images, ["n", "height", "width"]], labels: [labels, ["n"]] });
  const [, height, width] = images.shape;
  for (const [argument, { data }] of Object.entries({ images, labels })) {
    if (data instanceof Uint8Array) continue;
    const got = data.constructor.name.replace("Array", "").toLowerCase();
    throw new TypeError(`idxImages: ${argument} must be uint8, got ${got}.`);
  }
  return imageDataset({ pixels: images.data as Uint8Array, X, labels: labels.data, height, width, classes });
}

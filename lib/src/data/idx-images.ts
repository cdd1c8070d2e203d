import { type IdxArray, IdxError } from "./idx";
import { imageDataset, type ImageDataset } from "./image-dataset";

/**
 * A data set from two IDX arrays, as of MNIST and its relatives.
 *
 * @param images grey levels in uint8, of shape [n, height, width]
 * @param labels in uint8, of shape [n]
 * @param classes the names of the classes in the order of their labels
 * @param X the images' numbers divided by 255, where they are computed already
 * @throws IdxError if one has another type or shape, they differ in n, or a label is beyond the classes
 */
export function idxImages(
  images: IdxArray,
  labels: IdxArray,
  classes: readonly string[],
  X?: Float32Array,
): ImageDataset {
  const [n, height, width] = images.shape;
  if (images.shape.length !== 3 || !(images.data instanceof Uint8Array) || images.data.length === 0) {
    throw new IdxError(
      "not images",
      `idxImages: images must be uint8 of shape [n, height, width] with n ≥ 1, got ${describe(images)}.`,
    );
  }
  if (labels.shape.length !== 1 || !(labels.data instanceof Uint8Array)) {
    throw new IdxError(
      "not labels",
      `idxImages: labels must be uint8 of shape [n], got ${describe(labels)}.`,
    );
  }
  if (labels.shape[0] !== n) {
    throw new IdxError(
      "counts disagree",
      `idxImages: there must be as many labels as images, got ${labels.shape[0]} labels and ${n} images. ` +
        "Are they of the same split?",
    );
  }
  const bad = labels.data.findIndex((label) => label >= classes.length);
  if (bad >= 0) {
    throw new IdxError(
      "label out of range",
      `idxImages: labels must be from 0 to ${classes.length - 1} for the ${classes.length} classes, got ` +
        `${labels.data[bad]} at index ${bad}.`,
    );
  }
  return imageDataset({ pixels: images.data, X, labels: labels.data, height, width, classes });
}

const describe = ({ shape, data }: IdxArray) =>
  `${data.constructor.name.replace("Array", "").toLowerCase()} of shape [${shape.join(", ")}]`;

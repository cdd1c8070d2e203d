import { type IdxArray, IdxError } from "../../lib/src/data/idx";
import { idxImages } from "../../lib/src/data/idx-images";

const images: IdxArray = { shape: [2, 1, 3], data: Uint8Array.of(0, 51, 255, 1, 2, 3) };
const labels: IdxArray = { shape: [2], data: Uint8Array.of(1, 0) };
const classes = ["no", "yes"];

test("images and labels become a data set", () => {
  expect(idxImages(images, labels, classes)).toMatchObject({ n: 2, d: 3, height: 1, width: 3, classes });
});

test.each<[string, IdxArray, IdxArray, IdxError["problem"], RegExp]>([
  [
    "one label short",
    images,
    { shape: [1], data: Uint8Array.of(1) },
    "counts disagree",
    /got 1 labels and 2 images/,
  ],
  [
    "the files in exchange",
    labels,
    images,
    "not images",
    /images must be uint8 of shape.*got uint8 of shape \[2\]/,
  ],
  [
    "images for labels",
    images,
    images,
    "not labels",
    /labels must be uint8 of shape \[n\], got uint8 of shape \[2, 1, 3\]/,
  ],
  [
    "images in floats",
    { shape: [1, 1, 1], data: Float32Array.of(1) },
    labels,
    "not images",
    /got float32 of shape/,
  ],
  [
    "no image",
    { shape: [0, 28, 28], data: new Uint8Array() },
    labels,
    "not images",
    /with n ≥ 1, got uint8 of shape \[0, 28, 28\]/,
  ],
  [
    "a label too great",
    images,
    { shape: [2], data: Uint8Array.of(1, 2) },
    "label out of range",
    /from 0 to 1 for the 2 classes, got 2 at index 1/,
  ],
])("%s is refused", (_, someImages, someLabels, problem, message) => {
  const make = () => idxImages(someImages, someLabels, classes);
  expect(make).toThrow(expect.objectContaining({ name: "IdxError", problem }) as Error);
  expect(make).toThrow(message);
});

import type { IdxArray } from "../../lib/src/data/idx";
import { idxImages } from "../../lib/src/data/idx-images";

const images: IdxArray = { shape: [2, 1, 3], data: Uint8Array.of(0, 51, 255, 1, 2, 3) };
const labels: IdxArray = { shape: [2], data: Uint8Array.of(1, 0) };
const classes = ["no", "yes"];

test("images and labels become a data set", () => {
  expect(idxImages(images, labels, classes)).toMatchObject({ n: 2, d: 3, height: 1, width: 3, classes });
});

test.each<[string, IdxArray, IdxArray, string, RegExp]>([
  [
    "one label short",
    images,
    { shape: [1], data: Uint8Array.of(1) },
    "ShapeError",
    /labels must have shape \[n\] with n = 2 as in images, got \[1\]/,
  ],
  [
    "the files in exchange",
    labels,
    images,
    "ShapeError",
    /images must have shape \[n, height, width\], got \[2\]/,
  ],
  [
    "images for labels",
    images,
    images,
    "ShapeError",
    /labels must have shape \[n\] with n = 2 as in images, got \[2, 1, 3\]/,
  ],
  [
    "images in floats",
    { shape: [1, 1, 1], data: Float32Array.of(1) },
    { shape: [1], data: Uint8Array.of(1) },
    "TypeError",
    /images must be uint8, got float32/,
  ],
  [
    "no image",
    { shape: [0, 28, 28], data: new Uint8Array() },
    { shape: [0], data: new Uint8Array() },
    "RangeError",
    /the number of images must be a whole number ≥ 1, got 0/,
  ],
  [
    "a label too great",
    images,
    { shape: [2], data: Uint8Array.of(1, 2) },
    "RangeError",
    /from 0 to 1, one of q = 2 classes, got 2 at index 1/,
  ],
])("%s is refused", (_, someImages, someLabels, name, message) => {
  const make = () => idxImages(someImages, someLabels, classes);
  expect(make).toThrow(expect.objectContaining({ name }) as Error);
  expect(make).toThrow(message);
});

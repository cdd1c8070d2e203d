import { imageDataset, type LabeledImages, scalePixels } from "../../lib/src/data/image-dataset";
import fc from "fast-check";

const images: LabeledImages = {
  ...{ pixels: Uint8Array.of(0, 51, 255, 10, 20, 30), labels: [1, 0] },
  ...{ height: 1, width: 3, classes: ["no", "yes"] },
};

test("pixels become features from 0 to 1, and stay to be looked at", () => {
  const data = imageDataset(images);
  expect(data).toMatchObject({
    n: 2,
    d: 3,
    height: 1,
    width: 3,
    classes: ["no", "yes"],
    pixels: images.pixels,
  });
  expect(data.X).toEqual(Float32Array.from([0, 51, 255, 10, 20, 30], (pixel) => pixel / 255));
  expect(data.y).toEqual(Int32Array.of(1, 0));
});

test("the features are made once", () => {
  const data = imageDataset(images);
  expect(data.X).toBe(data.X);
});

test("features that were computed already are taken as they are", () => {
  const X = Float32Array.from(images.pixels, (pixel) => pixel / 255);
  expect(imageDataset({ ...images, X }).X).toBe(X);
});

test("read() gives the samples asked for, in that order, to keep", async () => {
  const data = imageDataset(images);
  const { X, y } = await data.read(Uint32Array.of(1, 0, 1));
  expect([...X].map((x) => Math.round(255 * x))).toEqual([10, 20, 30, 0, 51, 255, 10, 20, 30]);
  expect(y).toEqual(Int32Array.of(0, 1, 0));
  X.fill(9);
  expect(data.X[0]).toBe(0);
});

test("read() gives the same where X would be too large to make", async () => {
  // Zeros that nobody writes to take no memory.
  const pixels = new Uint8Array(2 ** 26 + 64);
  pixels.set([51, 255], pixels.length - 64);
  const data = imageDataset({
    ...images,
    pixels,
    labels: new Int32Array(2 ** 20 + 1).fill(1),
    height: 8,
    width: 8,
  });
  const before = process.memoryUsage().arrayBuffers;
  const { X, y } = await data.read(Uint32Array.of(2 ** 20, 0));
  expect([...X.subarray(0, 3)]).toEqual([Math.fround(0.2), 1, 0]);
  expect([X.length, ...y]).toEqual([128, 1, 1]);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 26);
});

test.each<[string, Partial<LabeledImages>, RegExp]>([
  ["pixels that are not bytes", { pixels: new Float32Array(6) as never }, /pixels must be a Uint8Array/],
  [
    "no image",
    { pixels: new Uint8Array(), labels: [] },
    /the number of images must be a whole number ≥ 1, got 0/,
  ],
  ["a pixel too few", { pixels: new Uint8Array(5) }, /pixels must have shape \[6\], got \[5\]/],
  ["a feature too few", { X: new Float32Array(5) }, /X must have shape \[6\], got \[5\]/],
  [
    "a label too great",
    { labels: [0, 2] },
    /labels must hold whole numbers from 0 to 1, one of q = 2 classes, got 2 at index 1/,
  ],
  ["half a label", { labels: [0.5, 0] }, /got 0.5 at index 0/],
  ["a negative label", { labels: [-1, 0] }, /got -1 at index 0/],
  [
    "a class twice",
    { classes: ["no", "no"] },
    /classes must be different names, at least one, got \[no, no\]/,
  ],
  ["no height", { height: 0 }, /height must be a whole number ≥ 1, got 0/],
  ["half a pixel", { width: 1.5 }, /width must be a whole number ≥ 1, got 1.5/],
])("%s is refused", (_, change, message) => {
  expect(() => imageDataset({ ...images, ...change })).toThrow(message);
});

test("each pixel is divided by 255, as float32, wherever a part begins and ends", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 50 }), fc.nat(50), (pixels, cut) => {
      const X = new Float32Array(pixels.length).fill(NaN);
      scalePixels(pixels.subarray(0, cut), X);
      expect(scalePixels(pixels.subarray(cut), X, Math.min(cut, pixels.length))).toBe(X);
      expect(X).toEqual(Float32Array.from(pixels, (pixel) => pixel / 255));
    }),
  );
});

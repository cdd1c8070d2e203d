import fc from "fast-check";
import { imageDataset } from "../../lib/src/data/image-dataset";
import { InterruptedError } from "../../lib/src/base/interrupt";
import { resizeImages } from "../../lib/src/data/resize-images";
import { useBackend } from "../../lib/src/base/backend";
import { tensorsLeftBy } from "../../lib/src/base/memory";

beforeAll(() => useBackend());

const quiet = { showProgress: false };
const images = (pixels: ArrayLike<number>, side: number) =>
  imageDataset({
    ...{ pixels: Uint8Array.from(pixels), height: side, width: side, classes: ["a", "b"] },
    labels: Array.from({ length: pixels.length / side ** 2 }, (_, i) => i % 2),
  });

test("a picture is enlarged as by Pillow, which rounds twice, to within one grey level", async () => {
  // Pillow 13.0: Image.fromarray(np.array(grey, np.uint8)).resize((size, size), Image.Resampling.BILINEAR)
  const edge = await resizeImages(images([0, 255, 0, 255], 2), 4, quiet);
  expect([...edge.pixels]).toEqual([0, 64, 191, 255, 0, 64, 191, 255, 0, 64, 191, 255, 0, 64, 191, 255]);
  expect(edge).toMatchObject({ height: 4, width: 4, d: 16 });
  const { pixels } = await resizeImages(images([0, 37, 148, 122, 159, 14, 10, 47, 158], 3), 5, quiet);
  const pillow = [
    ...[0, 15, 37, 104, 148, 49, 64, 86, 91, 94, 122, 137, 159, 72, 14],
    ...[55, 70, 92, 97, 100, 10, 25, 47, 114, 158],
  ];
  expect(Math.max(...pillow.map((grey, i) => Math.abs(grey - pixels[i])))).toBeLessThanOrEqual(1);
});

test("a pixel is the mean of four when a picture is halved", async () => {
  const { pixels } = await resizeImages(images([0, 100, 20, 60, ...Array<number>(12).fill(8)], 4), 2, quiet);
  expect([...pixels]).toEqual([29, 24, 8, 8]);
});

test("every pixel is the bilinear mean of its neighbours, computed one by one", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ minLength: 25, maxLength: 25 }),
      fc.integer({ min: 1, max: 13 }),
      async (grey, size) => {
        const { pixels } = await resizeImages(images(grey, 5), size, quiet);
        for (const [i, pixel] of pixels.entries()) {
          const exact = bilinear(
            grey,
            5,
            (Math.floor(i / size) + 0.5) * (5 / size) - 0.5,
            ((i % size) + 0.5) * (5 / size) - 0.5,
          );
          expect(Math.abs(pixel - exact)).toBeLessThanOrEqual(0.501);
        }
      },
    ),
    { numRuns: 20 },
  );
});

function bilinear(grey: Uint8Array, side: number, y: number, x: number): number {
  const at = (row: number, column: number) =>
    grey[Math.min(side - 1, Math.max(0, row)) * side + Math.min(side - 1, Math.max(0, column))];
  const [top, left] = [Math.floor(y), Math.floor(x)];
  const [down, right] = [y - top, x - left];
  const upper = at(top, left) * (1 - right) + at(top, left + 1) * right;
  const lower = at(top + 1, left) * (1 - right) + at(top + 1, left + 1) * right;
  return upper * (1 - down) + lower * down;
}

test("many pictures are resized in several goes, each with its label, and no tensor is left", async () => {
  const grey = Uint8Array.from({ length: 1101 }, (_, i) => i % 251);
  const left = await tensorsLeftBy(async () => {
    const { pixels, n, y } = await resizeImages(images(grey, 1), 2, quiet);
    expect(n).toBe(1101);
    expect([...pixels]).toEqual([...grey].flatMap((pixel) => [pixel, pixel, pixel, pixel]));
    expect([...y.subarray(0, 3)]).toEqual([0, 1, 0]);
  });
  expect(left).toMatchObject({ tensors: 0 });
});

test.each([0, 1.5, 1025, NaN])("the size %p is refused", async (size) => {
  await expect(resizeImages(images([1], 1), size, quiet)).rejects.toThrow(
    /resizeImages: size must be a whole number from 1 to 1024/,
  );
});

test("more than an array holds is refused, with the cure", async () => {
  const many = images(new Uint8Array(4097), 1);
  await expect(resizeImages(many, 1024, quiet)).rejects.toThrow(
    new RangeError(
      "resizeImages: 4097 images of 1024 × 1024 pixels must take at most 4 GiB, got 4296015872 bytes. Take a smaller size, or fewer images with data.subset.",
    ),
  );
});

test("it can be aborted and interrupted", async () => {
  const signal = AbortSignal.abort(new Error("enough"));
  await expect(resizeImages(images([1], 1), 2, { ...quiet, signal })).rejects.toThrow("enough");
  const resizing = resizeImages(images(new Uint8Array(1001), 1), 2, quiet);
  await Promise.resolve();
  process.emit("SIGINT");
  await expect(resizing).rejects.toThrow(InterruptedError);
});

import fc from "fast-check";
import { memoryDataset } from "../../lib/src/data/dataset";
import { imageDataset, subset } from "../../lib/src/data/image-dataset";

const images = imageDataset({
  ...{ pixels: Uint8Array.of(1, 2, 3, 4, 5, 6), labels: [0, 1, 0], height: 2, width: 1 },
  classes: ["a", "b"],
});

test("a subset of images is images, with the same classes", () => {
  const some = subset(images, [2, 0]);
  expect(some).toMatchObject({ n: 2, d: 2, height: 2, width: 1, classes: ["a", "b"] });
  expect(some.pixels).toEqual(Uint8Array.of(5, 6, 1, 2));
  expect(some.y).toEqual(Int32Array.of(0, 0));
});

test("a subset holds the rows and targets of its indices, whatever they are", () => {
  const data = memoryDataset(
    Float32Array.from({ length: 30 }, (_, i) => i),
    Float32Array.from({ length: 10 }, (_, i) => i / 2),
  );
  fc.assert(
    fc.property(fc.array(fc.nat(9), { minLength: 1 }), (indices) => {
      const { X, y, n } = subset(data, indices);
      expect(n).toBe(indices.length);
      expect([...X]).toEqual(indices.flatMap((i) => [3 * i, 3 * i + 1, 3 * i + 2]));
      expect(y).toEqual(Float32Array.from(indices, (i) => i / 2));
    }),
  );
});

test("labels stay whole numbers, and changing a subset does not change the data", () => {
  const data = memoryDataset([[1], [2]], Int32Array.of(3, 4));
  const some = subset(data, Uint32Array.of(1));
  expect(some.y).toEqual(Int32Array.of(4));
  some.X[0] = 9;
  expect(data.X[1]).toBe(2);
});

test.each([[[]], [[3]], [[-1]], [[0.5]]])("the indices %p are refused", (indices) => {
  expect(() => subset(images, indices)).toThrow(
    /subset: (the number of indices|indices\[0\]) must be a whole number/,
  );
});

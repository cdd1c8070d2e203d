import { memoryDataset } from "../../lib/src/data/dataset";

const rows = [
  [1, 2],
  [3, 4],
  [5, 6],
];

test("rows of features become one array, row after row", () => {
  const data = memoryDataset(rows, [7, 8, 9]);
  expect(data).toMatchObject({ n: 3, d: 2 });
  expect([...data.X]).toEqual([1, 2, 3, 4, 5, 6]);
  expect([...data.y]).toEqual([7, 8, 9]);
});

test("read() gives the samples asked for, in that order, one as often as asked", async () => {
  const { X, y } = await memoryDataset(rows, [7, 8, 9]).read(Uint32Array.of(2, 0, 2));
  expect([...X]).toEqual([5, 6, 1, 2, 5, 6]);
  expect([...y]).toEqual([9, 7, 9]);
});

test("read() gives wide rows as well as narrow ones", async () => {
  const wide = Float32Array.from({ length: 3 * 20 }, (_, i) => i);
  const { X } = await memoryDataset(wide, [0, 0, 0]).read(Uint32Array.of(1));
  expect([...X]).toEqual(Array.from({ length: 20 }, (_, j) => 20 + j));
});

test("what read() gives can be changed without changing the data", async () => {
  const data = memoryDataset(rows, [7, 8, 9]);
  const samples = await data.read(Uint32Array.of(0));
  samples.X[0] = samples.y[0] = 99;
  expect([data.X[0], data.y[0]]).toEqual([1, 7]);
});

test("labels in an Int32Array stay whole numbers", async () => {
  const data = memoryDataset(rows, Int32Array.of(0, 1, 2));
  expect((await data.read(Uint32Array.of(1))).y).toEqual(Int32Array.of(1));
});

test.each<[string, Parameters<typeof memoryDataset>, RegExp]>([
  ["no samples", [[], []], /the number of samples must be a whole number ≥ 1, got 0/],
  ["fewer rows than targets", [rows, [1, 2, 3, 4]], /X must have shape \[4, d\], got \[3, 2\]/],
  [
    "a ragged row",
    [
      [[1, 2], [3]],
      [1, 2],
    ],
    /row 1 has 1/,
  ],
  [
    "a flat array of another size",
    [new Float32Array(7), [1, 2, 3]],
    /X must have n · d numbers for the n = 3/,
  ],
  [
    "a vector in place of rows",
    [[1, 2, 3] as unknown as number[][], [1, 2, 3]],
    /A vector x becomes rows by/,
  ],
  [
    "NaN in X",
    [
      [[1], [NaN]],
      [1, 2],
    ],
    /row 1 of X must hold finite numbers only, got NaN at index 0/,
  ],
  ["a target beyond float32", [[[1]], [1e39]], /y must hold finite numbers only, got Infinity at index 0/],
  [
    "infinity in y",
    [
      [[1], [2]],
      [1, Infinity],
    ],
    /y must hold finite numbers only, got Infinity at index 1/,
  ],
])("%s is refused", (_, [X, y], message) => {
  expect(() => memoryDataset(X, y)).toThrow(message);
});

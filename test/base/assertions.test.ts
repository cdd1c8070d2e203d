import { assertFinite, assertRows, assertSymmetric, assertVector } from "../../lib/src/base/assertions";

test("finite numbers pass, in arrays and in typed arrays", () => {
  expect(() => assertFinite("f", "y", [0, -1e308, 5e-324])).not.toThrow();
  expect(() => assertFinite("f", "y", new Float32Array(3))).not.toThrow();
});

test.each([NaN, Infinity, -Infinity])("%p is refused with its place", (bad) => {
  expect(() => assertFinite("train", "y", [1, 2, bad, bad])).toThrow(
    `train: y must hold finite numbers only, got ${bad} at index 2 of 4.`,
  );
});

test("assertRows() tells the number of rows and of columns", () => {
  expect(assertRows("f", "X", [[1, 2, 3], Float32Array.of(4, 5, 6)])).toEqual([2, 3]);
});

test.each<[string, number[][], RegExp]>([
  ["no rows", [], /^f: X must be n ≥ 1 rows of d ≥ 1 numbers, got 0 rows of 0/],
  ["empty rows", [[], []], /got 2 rows of 0/],
  ["a ragged row", [[1, 2], [1]], /every row of X must have 2 numbers as row 0 has, row 1 has 1/],
  ["NaN", [[1], [NaN]], /row 1 of X must hold finite numbers only, got NaN/],
  ["a vector", [1, 2] as unknown as number[][], /becomes rows by Array\.from/],
])("assertRows() refuses %s", (_, X, message) => {
  expect(() => assertRows("f", "X", X)).toThrow(message);
});

test("assertVector() refuses another length and infinity", () => {
  expect(() => assertVector("f", "y", [1, 2], 3)).toThrow("f: y must have shape [3], got [2].");
  expect(() => assertVector("f", "y", [1, Infinity], 2)).toThrow(/got Infinity at index 1/);
});

test("assertSymmetric() allows for rounding, tells the order, and refuses what is not symmetric", () => {
  expect(
    assertSymmetric("f", "H", [
      [1, 0.1 + 0.2],
      [0.3, 4],
    ]),
  ).toBe(2);
  const nearly = [
    [1, 2],
    [2 * (1 + 1e-6), 4],
  ];
  expect(() => assertSymmetric("f", "H", nearly)).toThrow(/H must be symmetric/);
  expect(() => assertSymmetric("f", "H", [[1, 2]])).toThrow(/f: H must be square, got shape \[1, 2\]/);
  const skew = [
    [1, 2],
    [3, 4],
  ];
  expect(() => assertSymmetric("f", "H", skew)).toThrow(
    /H must be symmetric, got 3 at \[1\]\[0\] and 2 at \[0\]\[1\]/,
  );
});

import { assertFinite } from "../../lib/src/base/finite";

test("finite numbers pass, in arrays and in typed arrays", () => {
  expect(() => assertFinite("f", "y", [0, -1e308, 5e-324])).not.toThrow();
  expect(() => assertFinite("f", "y", new Float32Array(3))).not.toThrow();
});

test.each([NaN, Infinity, -Infinity])("%p is refused with its place", (bad) => {
  expect(() => assertFinite("train", "y", [1, 2, bad, bad])).toThrow(
    `train: y must hold finite numbers only, got ${bad} at index 2 of 4.`,
  );
});

import { centralDifferences, differenceStep } from "../../lib/src/training/derivatives";

test("the step grows with x and never vanishes", () => {
  expect(differenceStep(0)).toBeCloseTo(0.00492, 5);
  expect(differenceStep(-1000)).toBeCloseTo(4.92, 2);
});

test("central differences are exact for quadratic functions up to rounding", () => {
  const x = Float32Array.of(3, -1, 0);
  const [a, b, c] = centralDifferences(([u, v, w]) => u * u + 5 * u * v - w, x);
  expect(a.estimate).toBeCloseTo(2 * 3 + 5 * -1, 9);
  expect(b.estimate).toBeCloseTo(5 * 3, 9);
  expect(c.estimate).toBeCloseTo(-1, 9);
});

test("the argument's own elements stay as they are", () => {
  const x = Float32Array.of(1, 2);
  centralDifferences(([u, v]) => u + v, x);
  expect([...x]).toEqual([1, 2]);
});

test("the distance between the points is the one left after rounding to float32", () => {
  // Next to 16,777,216 = 2²⁴ float32 knows even numbers only. In float64 the function is exact.
  const [{ estimate }] = centralDifferences(([u]) => 3 * u, Float32Array.of(2 ** 24));
  expect(estimate).toBe(3);
});

test("the resolution bounds what rounding the function's values does", () => {
  const f = ([u]: Float32Array): number => 1000 + Math.sin(u);
  const x = Float32Array.of(0.3);
  const [{ estimate }] = centralDifferences(f, x);
  const [rounded] = centralDifferences((at) => Math.fround(f(at)), x);
  expect(Math.abs(rounded.estimate - estimate)).toBeLessThanOrEqual(rounded.resolution);
  expect(rounded.resolution).toBeCloseTo((2000 * 2 ** -24) / (2 * differenceStep(0.3)), 4);
});

test("the slope nearby is the steeper of those to the two sides", () => {
  const slopes = (f: (at: Float32Array) => number) =>
    centralDifferences(f, Float32Array.of(0))[0].slopeNearby;
  expect(slopes(([u]) => Math.max(0, 3 * u))).toBeCloseTo(3, 6);
  expect(slopes(([u]) => Math.max(0, -3 * u))).toBeCloseTo(3, 6);
});

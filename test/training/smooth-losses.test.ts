import fc from "fast-check";
import { smoothLosses } from "../../lib/src/training/smooth-losses";

test("losses that fall by the same share a step are left as they are", () => {
  const losses = Array.from({ length: 20 }, (_, i) => 5 * 0.3 ** i);
  smoothLosses(losses, 4).forEach((value, i) => expect(value / losses[i]).toBeCloseTo(1, 12));
});

test("each is the geometric mean of as many on either side, at the ends of fewer", () => {
  const smooth = smoothLosses([1, 100, 1, 100, 10_000], 1);
  [1, 100 ** (1 / 3), 1e4 ** (1 / 3), 1e6 ** (1 / 3), 10_000].forEach((v, i) =>
    expect(smooth[i]).toBeCloseTo(v, 8),
  );
});

test("smoothed losses lie within the range of the losses", () => {
  const losses = fc.array(fc.double({ min: 0, max: 1e10, noNaN: true }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(losses, fc.nat(10), (given, neighbours) => {
      const smooth = smoothLosses(given, neighbours);
      expect(Math.max(...smooth)).toBeLessThanOrEqual(Math.max(...given, Number.MIN_VALUE) * (1 + 1e-9));
      expect(Math.min(...smooth)).toBeGreaterThanOrEqual(Math.min(...given) * (1 - 1e-9));
    }),
  );
});

test("a negative loss, NaN and half a neighbour are refused", () => {
  expect(() => smoothLosses([1, -1], 1)).toThrow(/smoothLosses: loss 1 must be a finite number ≥ 0, got -1/);
  expect(() => smoothLosses([NaN], 1)).toThrow(/got NaN/);
  expect(() => smoothLosses([1], 0.5)).toThrow(/neighbours must be a whole number/);
});

test("a loss of 0 draws its neighbours down, and not to 0", () => {
  const [, middle] = smoothLosses([1, 0, 1], 1);
  expect(middle).toBeGreaterThan(0);
  expect(middle).toBeCloseTo(Number.MIN_VALUE ** (1 / 3), 112);
});

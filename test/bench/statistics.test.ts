import fc from "fast-check";
import { agree, quantile, ratioOf, relativeSpread, spreadOf } from "../../tools/bench/statistics.ts";

test("the median of an even number of values lies between the middle two, whatever their order", () => {
  expect(quantile([9, 1, 4, 2], 0.5)).toBe(3);
  expect(quantile([7], 0.5)).toBe(7);
});

test("quartiles are those of NumPy, which interpolates", () => {
  // numpy.quantile([3, 1, 4, 1, 5, 9, 2, 6], [0.25, 0.5, 0.75]) = [1.75, 3.5, 5.25]
  expect(spreadOf([3, 1, 4, 1, 5, 9, 2, 6])).toEqual({ low: 1.75, median: 3.5, high: 5.25 });
  expect(relativeSpread({ low: 1.75, median: 3.5, high: 5.25 })).toBe(1);
});

test("one disturbed round moves the median no further than the next value", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0.1, max: 1, noNaN: true }), { minLength: 3, maxLength: 15 }),
      (times) => {
        const disturbed = [...times.slice(1), 1000];
        expect(quantile(disturbed, 0.5)).toBeLessThanOrEqual(Math.max(...times));
      },
    ),
  );
});

test("a load that slows both sides of a round alike leaves the ratio as it is", () => {
  const { median, low, high } = ratioOf([1, 3, 5], [2, 6, 10]);
  expect([low, median, high]).toEqual([0.5, 0.5, 0.5]);
});

test("sides with other numbers of rounds have no ratio", () => {
  expect(() => ratioOf([1, 2], [1])).toThrow(
    "ratioOf: both sides must have the same number of rounds, got 2 and 1.",
  );
  expect(() => quantile([], 0.5)).toThrow("at least one value");
});

test("two numbers agree when they are the same to four digits", () => {
  expect(agree(0.78734, 0.78731)).toBe(true);
  expect(agree(0.78734, 0.7874)).toBe(false);
  expect(agree(60_000, 60_000)).toBe(true);
  expect(agree(59_900, 60_000)).toBe(false);
  expect(agree(Number.NaN, 0.5)).toBe(false);
});

import fc from "fast-check";
import { random } from "../../lib/src/base/random";
import figures from "../figures/numpy.json";

describe.each(figures.draws)("random($seed) draws what NumPy's RandomState($seed) draws:", (numpy) => {
  test("the same uniform numbers, to the last bit", () => {
    const rng = random(numpy.seed);
    expect(numpy.uniform.map(() => rng.uniform())).toEqual(numpy.uniform);
  });

  test("the same normal numbers, to within the last bits of a logarithm", () => {
    const rng = random(numpy.seed);
    for (const expected of numpy.normal) expect(rng.normal()).toBeCloseTo(expected, 14);
  });

  test("the same permutation", () => {
    expect([...random(numpy.seed).permutation(12)]).toEqual(numpy.permutation);
  });
});

test("uniform(low, high) stays inside [low, high)", () => {
  const rng = random(1);
  for (let i = 0; i < 1000; i++) {
    const value = rng.uniform(-3, 5);
    expect(value >= -3 && value < 5).toBe(true);
  }
});

test("normals(count, mean, standardDeviation) has that mean and that spread", () => {
  const values = random(7).normals(100_000, 10, 3);
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length;
  // Four standard errors: 3/√n for the mean, 9√(2/n) for the variance.
  expect(Math.abs(mean - 10)).toBeLessThan(4 * 0.0095);
  expect(Math.abs(variance - 9)).toBeLessThan(4 * 0.0403);
});

test("integer(below) draws every value about equally often", () => {
  const rng = random(3);
  const counts = new Array<number>(6).fill(0);
  for (let i = 0; i < 60_000; i++) counts[rng.integer(6)]++;
  const chiSquared = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
  // The 99.99 % quantile of chi-squared with 5 degrees of freedom is 25.7.
  expect(chiSquared).toBeLessThan(25.7);
});

test("integer(1) is always 0", () => {
  expect(random(0).integer(1)).toBe(0);
});

test("shuffle keeps every element and is repeated by the same seed", () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.nat(), (array, seed) => {
      const shuffled = random(seed).shuffle([...array]);
      expect([...shuffled].sort()).toEqual([...array].sort());
      expect(random(seed).shuffle([...array])).toEqual(shuffled);
    }),
  );
});

test.each([-1, 1.5, NaN, 2 ** 32])("a seed of %p is refused", (seed) => {
  expect(() => random(seed)).toThrow(/random: seed must be a whole number from 0 to 4294967295/);
});

test.each([0, -1, 2.5, NaN])("integer(%p) is refused", (below) => {
  expect(() => random(0).integer(below)).toThrow(/integer: below must be a whole number from 1/);
});

test.each([-1, 0.5, NaN])("normals(%p) and permutation(%p) are refused", (count) => {
  expect(() => random(0).normals(count)).toThrow(/normals: count must be a whole number/);
  expect(() => random(0).permutation(count)).toThrow(/permutation: n must be a whole number/);
});

test("whole numbers reach beyond what 31 bits hold, and are never negative", () => {
  const generator = random(0);
  const drawn = Array.from({ length: 1000 }, () => generator.integer(2 ** 32));
  expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
  expect(drawn.filter((draw) => draw >= 2 ** 31).length / 1000).toBeCloseTo(0.5, 1);
});

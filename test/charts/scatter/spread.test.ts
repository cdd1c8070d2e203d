import fc from "fast-check";
import { quantile, spreadByGroups } from "../../../lib/src/charts/scatter/residuals";

const finite = fc.double({ min: -1e6, max: 1e6, noNaN: true });

describe("quantile", () => {
  test("interpolates linearly, as NumPy does by default", () => {
    // numpy.quantile([1, 2, 4, 8, 16], [0, 0.1, 0.5, 0.9, 1])
    const values = [0, 0.1, 0.5, 0.9, 1].map((share) => quantile([1, 2, 4, 8, 16], share));
    [1, 1.4, 4, 12.8, 16].forEach((expected, place) => expect(values[place]).toBeCloseTo(expected, 12));
  });

  test("of one number is that number", () => {
    expect(quantile([7], 0.9)).toBe(7);
  });
});

describe("spreadByGroups", () => {
  test("cuts into ten groups of equal size in the order of x", () => {
    // 1000 points in a scrambled order (7 and 1000 have no common divisor).
    const x = Array.from({ length: 1000 }, (_, row) => (row * 7) % 1000);
    const groups = spreadByGroups(
      x,
      x.map((value) => -value),
    );
    expect(groups.map(({ count }) => count)).toEqual(new Array(10).fill(100));
    expect(groups.map(({ from, to }) => [from, to])).toEqual(
      Array.from({ length: 10 }, (_, group) => [group * 100, group * 100 + 99]),
    );
    // y is 0, −1, … −99 in the first group: its quantiles by hand.
    expect(groups[0].x).toBe(49.5);
    expect(groups[0].low).toBeCloseTo(-89.1, 9);
    expect(groups[0].middle).toBeCloseTo(-49.5, 9);
    expect(groups[0].high).toBeCloseTo(-9.9, 9);
  });

  test("makes fewer groups of fewer points, at least one", () => {
    const count = (n: number) =>
      spreadByGroups(
        Array.from({ length: n }, (_, row) => row),
        new Array<number>(n).fill(0),
      ).length;
    expect([1, 19, 39, 40, 199, 200, 5000].map(count)).toEqual([1, 1, 1, 2, 9, 10, 10]);
  });

  test("keeps points of equal x together", () => {
    const x = Array.from({ length: 300 }, (_, row) => (row < 250 ? 1 : 2));
    const groups = spreadByGroups(x, x);
    expect(groups.map(({ from, to, count }) => [from, to, count])).toEqual([
      [1, 1, 250],
      [2, 2, 50],
    ]);
    expect(spreadByGroups(new Array<number>(100).fill(5), new Array<number>(100).fill(1))).toHaveLength(1);
  });

  test("counts every point once, and no group reaches into the next", () => {
    const points = fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }), finite), {
      minLength: 1,
      maxLength: 400,
    });
    fc.assert(
      fc.property(points, (pairs) => {
        const groups = spreadByGroups(
          pairs.map(([x]) => x),
          pairs.map(([, y]) => y),
        );
        expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(pairs.length);
        groups.slice(1).forEach(({ from }, place) => expect(from).toBeGreaterThan(groups[place].to));
        for (const { from, to, count, low, middle, high } of groups) {
          const inside = pairs.filter(([x]) => x >= from && x <= to).map(([, y]) => y);
          expect(inside).toHaveLength(count);
          // At most a tenth lies below the 10 % quantile, at least half does not exceed the median.
          expect(inside.filter((y) => y < low).length).toBeLessThanOrEqual(0.1 * (count - 1) + 1);
          expect(inside.filter((y) => y <= middle).length).toBeGreaterThanOrEqual(count / 2 - 0.5);
          expect(low <= middle && middle <= high).toBe(true);
        }
      }),
    );
  });
});

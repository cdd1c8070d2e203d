import fc from "fast-check";
import { binsBetween, roundBins, type EqualWidthBins } from "../../lib/src/charts/histogram";
import { extent } from "../../lib/src/charts/common/numbers";

const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 200 });

/** Counts again, by comparing each value with the edges. */
const recount = (given: number[], { edges }: EqualWidthBins, lastIsClosed: boolean): number[] =>
  edges.slice(1).map((end, bin) => {
    const closed = lastIsClosed && bin === edges.length - 2;
    return given.filter((value) => value >= edges[bin] && (closed ? value <= end : value < end)).length;
  });

describe("roundBins", () => {
  test("puts a value on an edge into the bin to its right", () => {
    expect(roundBins([0, 1, 1, 2, 4], 4, [0, 4])).toEqual({
      edges: [0, 1, 2, 3, 4, 5],
      counts: [1, 2, 1, 0, 1],
      outside: 0,
    });
  });

  test("has round edges without rests of rounding", () => {
    expect(roundBins([0, 0.3, 0.7, 0.95], 10, [0, 0.95]).edges).toEqual([
      ...[0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1],
    ]);
    expect(roundBins([0, 0.3, 0.7, 0.95], 10, [0, 0.95]).counts).toEqual([1, 0, 0, 1, 0, 0, 0, 1, 0, 1]);
  });

  test("holds the greatest value although 0.15 / 0.05 is not 3 in float64", () => {
    expect(roundBins([0, 0.15], 3, [0, 0.15])).toEqual({
      edges: [0, 0.05, 0.1, 0.15, 0.2],
      counts: [1, 0, 0, 1],
      outside: 0,
    });
  });

  test("gives a single value one bin around it", () => {
    expect(roundBins([7, 7], 30, [7, 7])).toEqual({ edges: [6.5, 7.5], counts: [2], outside: 0 });
  });

  test("gives values that hardly differ one bin", () => {
    expect(roundBins([1e15, 1e15 + 1], 30, [1e15, 1e15 + 1]).counts).toEqual([2]);
  });

  test("counts each value once, in the bin whose edges hold it", () => {
    fc.assert(
      fc.property(
        values,
        fc.integer({ min: 1, max: 50 }),
        fc.constantFrom(1, 10, 1000),
        (whole, bins, parts) => {
          const given = whole.map((value) => value / parts);
          const binned = roundBins(given, bins, extent(given));
          expect(binned.outside).toBe(0);
          expect(binned.counts).toEqual(recount(given, binned, false));
          expect(binned.counts.length).toBeLessThanOrEqual(bins + 2);
        },
      ),
    );
  });
});

describe("binsBetween", () => {
  test("makes exactly so many bins and counts what lies outside", () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 50 }), (given, bins) => {
        const binned = binsBetween(given, bins, [-500, 300]);
        expect(binned.counts).toHaveLength(bins);
        expect([binned.edges[0], binned.edges[bins]]).toEqual([-500, 300]);
        expect(binned.counts).toEqual(recount(given, binned, true));
        expect(binned.outside).toBe(given.filter((value) => value < -500 || value > 300).length);
      }),
    );
  });
});

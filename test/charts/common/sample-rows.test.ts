import fc from "fast-check";
import { sampleRows } from "../../../lib/src/charts/common/rows";

const upTo = (count: number): number[] => Array.from({ length: count }, (_, row) => row);

describe("sampleRows", () => {
  test("keeps all rows where there is room", () => {
    expect(sampleRows([3, 5, 9], 3, { x: upTo(10), y: upTo(10) })).toEqual([3, 5, 9]);
  });

  test("picks exactly as many different rows as asked, in order, from those given", () => {
    const input = fc
      .array(fc.double({ noNaN: true }), { minLength: 20, maxLength: 200 })
      .chain((y) => fc.record({ y: fc.constant(y), maximum: fc.integer({ min: 1, max: y.length - 1 }) }));
    fc.assert(
      fc.property(input, ({ y, maximum }) => {
        const rows = upTo(y.length).filter((row) => row % 7 !== 3);
        const picked = sampleRows(rows, maximum, { x: upTo(y.length), y });
        expect(picked).toHaveLength(Math.min(maximum, rows.length));
        expect(picked).toEqual([...new Set(picked)].sort((a, b) => a - b));
        expect(picked.every((row) => rows.includes(row))).toBe(true);
      }),
    );
  });

  test("keeps the extremes of x and y", () => {
    const y = upTo(1000).map((row) => (row === 513 ? 99 : row === 77 ? -99 : 0));
    expect(sampleRows(upTo(1000), 10, { x: upTo(1000), y })).toEqual(
      expect.arrayContaining([0, 77, 513, 999]),
    );
  });

  test("spaces the others evenly", () => {
    const picked = sampleRows(upTo(10_000), 100, { x: upTo(10_000), y: upTo(10_000) });
    const gaps = picked.slice(1).map((row, place) => row - picked[place]);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(105);
  });
});

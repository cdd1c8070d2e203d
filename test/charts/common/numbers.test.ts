import fc from "fast-check";
import { extent, logDomain, niceDomain } from "../../../lib/src/charts/common/numbers";

describe("niceDomain", () => {
  test("ends at round numbers", () => {
    expect(niceDomain([290, 13540])).toEqual([0, 14000]);
    expect(niceDomain([75_000, 7_700_000])).toEqual([0, 8_000_000]);
    expect(niceDomain([-0.13, 0.27])).toEqual([-0.15, 0.3]);
  });

  test("always holds the range, and is never much longer", () => {
    const value = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 });
    fc.assert(
      fc.property(value, value, (first, second) => {
        fc.pre(Math.abs(first - second) > 1e-3);
        const range: [number, number] = [Math.min(first, second), Math.max(first, second)];
        const [low, high] = niceDomain(range);
        expect(low).toBeLessThanOrEqual(range[0] + 1e-6);
        expect(high).toBeGreaterThanOrEqual(range[1] - 1e-6);
        expect(high - low).toBeLessThan(1.75 * (range[1] - range[0]));
      }),
    );
  });

  test("widens a single number in proportion, so that labels of four digits differ", () => {
    expect(niceDomain([3, 3])).toEqual([1.5, 4.5]);
    expect(niceDomain([0, 0])).toEqual([-1, 1]);
    expect(niceDomain([540_088, 540_088])).toEqual([200_000, 900_000]);
    expect(niceDomain([-1e-9, -1e-9])).toEqual([-1.6e-9, -4e-10]);
    expect(niceDomain([540_088, 540_088 + 1e-9])).toEqual([200_000, 900_000]);
    expect(logDomain([3, 3])).toEqual([1.5, 6]);
  });
});

test("extent finds the smallest and the greatest value, also of a typed array", () => {
  expect(extent(Float32Array.of(3, -1, 2))).toEqual([-1, 3]);
});

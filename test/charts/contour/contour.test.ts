import { contourBands } from "../../../lib/src/charts/contour/contour";

const frame = { xDomain: [-4, 4], yDomain: [-3, 3] } as const;
const size = { width: 400, height: 300 };
const bowl = (x: number, y: number): number => x * x + y * y;

/** Area by the shoelace formula; holes count negative, since they run the other way round. */
const area = (polygons: number[][][][]): number =>
  Math.abs(
    polygons.flat().reduce((sum, ring) => {
      const products = ring.slice(1).map(([x, y], place) => ring[place][0] * y - x * ring[place][1]);
      return sum + products.reduce((total, product) => total + product, 0) / 2;
    }, 0),
  );

describe("contourBands", () => {
  test("leaves circles of the right area around the minimum of a round bowl", () => {
    const bands = contourBands({ f: bowl, ...frame, thresholds: [1, 4] }, size);
    expect(bands.map(({ from, to }) => [from, to])).toEqual([
      [-Infinity, 1],
      [1, 4],
      [4, Infinity],
    ]);
    // 50 pixels a unit both ways, so a circle of radius r has π (50 r)² pixels.
    const hole = (band: number): number => 400 * 300 - area(bands[band].coordinates);
    expect(area(bands[0].coordinates)).toBe(400 * 300);
    expect(hole(1) / (Math.PI * 50 ** 2)).toBeCloseTo(1, 2);
    expect(hole(2) / (Math.PI * 100 ** 2)).toBeCloseTo(1, 2);
  });

  test("puts high y at the top", () => {
    const [, upper] = contourBands({ f: (_, y) => y, ...frame, thresholds: [1.5] }, size);
    const heights = upper.coordinates.flat(2).map(([, y]) => y);
    expect([Math.min(...heights), Math.max(...heights)]).toEqual([0, 75]);
  });

  test("covers the frame to its corners and never leaves it", () => {
    for (const { coordinates } of contourBands({ f: (x, y) => x - y, ...frame }, size)) {
      for (const [x, y] of coordinates.flat(2)) {
        expect(x >= 0 && x <= 400 && y >= 0 && y <= 300).toBe(true);
      }
    }
    const [whole] = contourBands({ f: (x, y) => x - y, ...frame }, size);
    expect(area(whole.coordinates)).toBe(400 * 300);
  });

  test("spaces contours of a bowl evenly by default, at round values", () => {
    const bounds = contourBands({ f: bowl, ...frame }, size).map(({ to }) => to);
    expect(bounds).toEqual([0.25, 1, 2.3, 4, 6.3, 9, 12, 16, 20, Infinity]);
  });

  test("refuses a function that is not finite in the frame, or constant", () => {
    expect(() => contourBands({ f: (x) => Math.log(x), ...frame }, size)).toThrow(
      /f\(-4, 3\) must be a finite number .* got NaN/,
    );
    expect(() => contourBands({ f: () => 2, ...frame }, size)).toThrow(
      /f must vary in the frame, .* got 2 to 2/,
    );
  });
});

import fc from "fast-check";
import { parse, View } from "vega";
import { ChartError } from "../../../lib/src/charts/common/check";
import {
  meanSquaredError,
  errorExpression,
  summarizeSquaredError,
} from "../../../lib/src/charts/scatter/squared-error";

/** The definition, summed point by point. */
const direct = (x: number[], y: number[], slope: number, intercept: number): number =>
  x.reduce((sum, value, row) => sum + (y[row] - slope * value - intercept) ** 2, 0) / x.length;

const number = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1000, max: 1000 });
const points = fc.array(fc.tuple(fc.integer({ min: -500, max: 500 }), number), {
  minLength: 2,
  maxLength: 50,
});
const severalX = (pairs: [number, number][]): boolean => new Set(pairs.map(([x]) => x)).size > 1;

describe("the mean squared error from six numbers", () => {
  test("equals the sum over all points, for any points and any line", () => {
    fc.assert(
      fc.property(points.filter(severalX), number, number, (pairs, slope, intercept) => {
        const x = pairs.map(([value]) => value);
        const y = pairs.map(([, value]) => value);
        const expected = direct(x, y, slope, intercept);
        const actual = meanSquaredError(summarizeSquaredError(x, y), { slope, intercept });
        const scale = Math.max(
          expected,
          1e-6 * (1 + y.reduce((most, value) => Math.max(most, value ** 2), 0)),
        );
        expect(Math.abs(actual - expected) / scale).toBeLessThan(1e-8);
      }),
    );
  });

  test("is least at the least-squares line", () => {
    fc.assert(
      fc.property(points.filter(severalX), number, number, (pairs, slope, intercept) => {
        const summary = summarizeSquaredError(
          pairs.map(([x]) => x),
          pairs.map(([, y]) => y),
        );
        expect(meanSquaredError(summary, { slope, intercept })).toBeGreaterThanOrEqual(summary.leastError);
      }),
    );
  });

  test("loses no digits far from zero, where raw sums of squares would", () => {
    const offset = 1e9;
    const x = [0, 1, 2, 3].map((value) => value + offset);
    const y = [0.1, 0.9, 2.1, 2.9];
    const summary = summarizeSquaredError(x, y);
    expect(summary.leastSquares.slope).toBeCloseTo(0.96, 12);
    expect(summary.leastError).toBeCloseTo(direct([0, 1, 2, 3], y, 0.96, 0.06), 12);
  });

  test("of points on a line is zero at that line", () => {
    const summary = summarizeSquaredError([1, 2, 3], [3, 5, 7]);
    expect(summary.leastSquares).toEqual({ slope: 2, intercept: 1 });
    expect(meanSquaredError(summary, { slope: 2, intercept: 1 })).toBe(0);
    expect(meanSquaredError(summary, { slope: 2, intercept: 2 })).toBe(1);
  });

  test("is the same as a Vega expression, whatever the signs", () => {
    const summary = summarizeSquaredError([-3, 1, 2], [5, -4, -8]);
    const signals = [
      { name: "w", value: -1.5 },
      { name: "b", value: 2 },
      { name: "error", update: errorExpression(summary, "w", "b") },
    ];
    const view = new View(parse({ signals }), { renderer: "none" }).run();
    expect(view.signal("error")).toBe(meanSquaredError(summary, { slope: -1.5, intercept: 2 }));
    view.finalize();
  });

  test.each([
    ["no points", [], [], /x must hold at least one number, got none/],
    ["one y too few", [1, 2], [1], /y must have one value for each of the 2 of x, got 1/],
    ["a missing y", [1, 2], [1, NaN], /y\[1\] must be a finite number .* got NaN/],
    ["a single x", [2, 2], [1, 3], /x must hold numbers that differ .* got 2 from 2 to 2/],
    [
      "an x whose squares overflow",
      [-1e200, 1e200],
      [1, 3],
      /neither vanish nor overflow, .* got 2 from -1e\+200/,
    ],
    [
      "an x whose squares vanish",
      [0, 1e-200],
      [1, 3],
      /neither vanish nor overflow, .* got 2 from 0 to 1e-200/,
    ],
    [
      "a y whose squares overflow",
      [1, 2, 3],
      [0, 1e200, 0],
      /y must hold numbers whose squares do not overflow/,
    ],
  ])("refuses %s", (_, x, y, message) => {
    expect(() => summarizeSquaredError(x, y)).toThrow(message);
    expect(() => summarizeSquaredError(x, y)).toThrow(ChartError);
  });
});

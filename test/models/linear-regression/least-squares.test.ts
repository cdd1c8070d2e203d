import fc from "fast-check";
import { closedForm } from "../../../lib/src/models/linear-regression/closed-form";
import { hessianOfLeastSquares } from "../../../lib/src/models/linear-regression/hessian";
import { leastSquares } from "../../../lib/src/models/linear-regression/least-squares";
import { sampleGradients } from "../../../lib/src/models/linear-regression/sample-gradients";
import { random } from "../../../lib/src/base/random";

const problems = fc.record({ d: fc.integer({ min: 1, max: 4 }), seed: fc.nat() }).map(({ d, seed }) => {
  const rng = random(seed);
  const X = Array.from({ length: 15 }, () => [...rng.normals(d)]);
  return { d, X, y: [...rng.normals(15)], at: [...rng.normals(d + 1)] };
});

test("the gradient is that of central differences, which are exact for a quadratic", () => {
  fc.assert(
    fc.property(problems, fc.boolean(), ({ X, y, at, d }, bias) => {
      const point = bias ? at : at.slice(0, d);
      const loss = leastSquares(X, y, { bias });
      loss.gradient(point).forEach((slope, j) => {
        const moved = (by: number) => loss.value(point.map((v, k) => (k === j ? v + by : v)));
        expect((moved(0.5) - moved(-0.5)) / 1).toBeCloseTo(slope, 9);
      });
    }),
  );
});

test("the Hessian is how much the gradient changes a unit of each parameter", () => {
  fc.assert(
    fc.property(problems, ({ X, y, at }) => {
      const { gradient, hessian } = leastSquares(X, y);
      hessian.forEach((row, j) => {
        const moved = gradient(at.map((v, k) => (k === j ? v + 1 : v)));
        gradient(at).forEach((slope, k) => expect(moved[k] - slope).toBeCloseTo(row[k], 9));
      });
    }),
  );
});

test("at the closed form the gradient is 0", () => {
  fc.assert(
    fc.property(problems, ({ X, y }) => {
      const { w, b } = closedForm(X, y);
      leastSquares(X, y)
        .gradient([...w, b])
        .forEach((slope) => expect(slope).toBeCloseTo(0, 9));
    }),
  );
});

test("the samples' gradients have the gradient of the mean loss as their mean", () => {
  fc.assert(
    fc.property(problems, ({ X, y, at, d }) => {
      const rows = sampleGradients(X, y, { w: at.slice(0, d), b: at[d] });
      leastSquares(X, y)
        .gradient(at)
        .forEach((slope, j) =>
          expect(rows.reduce((sum, row) => sum + row[j] / rows.length, 0)).toBeCloseTo(slope, 9),
        );
    }),
  );
});

test("a Hessian by hand: features 1 and 3 give mean square 5 and mean 2", () => {
  expect(hessianOfLeastSquares([[1], [3]])).toEqual([
    [5, 2],
    [2, 1],
  ]);
  expect(hessianOfLeastSquares([[1], [3]], { bias: false })).toEqual([[5]]);
});

test.each<[string, () => unknown, RegExp]>([
  ["empty data", () => leastSquares([], []), /leastSquares: X must be n ≥ 1 rows/],
  ["targets of another number", () => leastSquares([[1], [2]], [1]), /y must have shape \[2\], got \[1\]/],
  ["NaN among the targets", () => leastSquares([[1]], [NaN]), /y must hold finite/],
  [
    "a point of another dimension",
    () => leastSquares([[1]], [1]).value([1]),
    /leastSquares.value: parameters must have shape \[2\], got \[1\]/,
  ],
  [
    "a point of another dimension, by its gradient",
    () => leastSquares([[1]], [1]).gradient([1, 2, 3]),
    /leastSquares.gradient: .* got \[3\]/,
  ],
  ["an infinite feature", () => hessianOfLeastSquares([[Infinity]]), /hessianOfLeastSquares: row 0 of X/],
  [
    "weights of another number",
    () => sampleGradients([[1]], [1], { w: [1, 2], b: 0 }),
    /sampleGradients: w must have shape \[1\], got \[2\]/,
  ],
  ["a bias that is NaN", () => sampleGradients([[1]], [1], { w: [1], b: NaN }), /b must hold finite/],
])("%s is refused", (_, run, message) => {
  expect(run).toThrow(message);
});

import fc from "fast-check";
import {
  fitLeastSquares,
  leastSquaresHessian,
  leastSquaresLoss,
  spectrum,
} from "../../../lib/src/models/linear-regression/least-squares";
import { sampleGradients } from "../../../lib/src/models/linear-regression/sample-gradients";
import { random } from "../../../lib/src/base/random";
import { houses, type HouseSale } from "../../../lib/src/data/houses";
import { standardize } from "../../../lib/src/data/standardize";
import figures from "../../figures/numpy.json";

const problems = fc.record({ d: fc.integer({ min: 1, max: 4 }), seed: fc.nat() }).map(({ d, seed }) => {
  const rng = random(seed);
  const X = Array.from({ length: 15 }, () => [...rng.normals(d)]);
  return { d, X, y: [...rng.normals(15)], at: [...rng.normals(d + 1)] };
});

test("the gradient is that of central differences, which are exact for a quadratic", () => {
  fc.assert(
    fc.property(problems, fc.boolean(), ({ X, y, at, d }, bias) => {
      const point = bias ? at : at.slice(0, d);
      const loss = leastSquaresLoss(X, y, { bias });
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
      const { gradient, hessian } = leastSquaresLoss(X, y);
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
      const { w, b } = fitLeastSquares(X, y);
      leastSquaresLoss(X, y)
        .gradient([...w, b])
        .forEach((slope) => expect(slope).toBeCloseTo(0, 9));
    }),
  );
});

test("the samples' gradients have the gradient of the mean loss as their mean", () => {
  fc.assert(
    fc.property(problems, ({ X, y, at, d }) => {
      const rows = sampleGradients(X, y, { w: at.slice(0, d), b: at[d] });
      leastSquaresLoss(X, y)
        .gradient(at)
        .forEach((slope, j) =>
          expect(rows.reduce((sum, row) => sum + row[j] / rows.length, 0)).toBeCloseTo(slope, 9),
        );
    }),
  );
});

test("a Hessian by hand: features 1 and 3 give mean square 5 and mean 2", () => {
  expect(leastSquaresHessian([[1], [3]])).toEqual([
    [5, 2],
    [2, 1],
  ]);
  expect(leastSquaresHessian([[1], [3]], { bias: false })).toEqual([[5]]);
});

test.each<[string, () => unknown, RegExp]>([
  ["empty data", () => leastSquaresLoss([], []), /leastSquaresLoss: X must be n ≥ 1 rows/],
  [
    "targets of another number",
    () => leastSquaresLoss([[1], [2]], [1]),
    /y must have shape \[2\], got \[1\]/,
  ],
  ["NaN among the targets", () => leastSquaresLoss([[1]], [NaN]), /y must hold finite/],
  [
    "a point of another dimension",
    () => leastSquaresLoss([[1]], [1]).value([1]),
    /leastSquaresLoss.value: parameters must have shape \[2\], got \[1\]/,
  ],
  [
    "a point of another dimension, by its gradient",
    () => leastSquaresLoss([[1]], [1]).gradient([1, 2, 3]),
    /leastSquaresLoss.gradient: .* got \[3\]/,
  ],
  ["an infinite feature", () => leastSquaresHessian([[Infinity]]), /leastSquaresHessian: row 0 of X/],
  [
    "weights of another number",
    () => sampleGradients([[1]], [1], { w: [1, 2], b: 0 }),
    /sampleGradients: w must have shape \[1\], got \[2\]/,
  ],
  ["a bias that is NaN", () => sampleGradients([[1]], [1], { w: [1], b: NaN }), /b must hold finite/],
])("%s is refused", (_, run, message) => {
  expect(run).toThrow(message);
});

const numpy = figures.houseHessian;

let sales: HouseSale[];
beforeAll(async () => {
  sales = await houses();
});

test.each(["raw", "standardized"] as const)(
  "the Hessian of the house sales, %s, has NumPy's eigenvalues",
  (kind) => {
    const raw = sales.map((s) => [s.bedrooms, s.bathrooms, s.livingArea]);
    const X = kind === "raw" ? raw : standardize(raw).X;
    const { eigenvalues, conditionNumber, threshold } = spectrum(leastSquaresHessian(X));
    eigenvalues.forEach((value, i) => expect(value / numpy[kind].eigenvalues[i]).toBeCloseTo(1, 6));
    expect(conditionNumber / numpy[kind].conditionNumber).toBeCloseTo(1, 6);
    expect(threshold * numpy[kind].eigenvalues[0]).toBeCloseTo(2, 12);
  },
);

test("the house sales' three areas, one the sum of the others, have an infinite condition number", () => {
  const { X } = standardize(sales.map((s) => [s.areaAbove, s.basementArea, s.livingArea]));
  const { eigenvalues, conditionNumber } = spectrum(leastSquaresHessian(X));
  expect(eigenvalues[3]).toBe(0);
  expect(conditionNumber).toBe(Infinity);
});

test("each direction is a unit eigenvector, the directions are orthogonal, and the eigenvalues sum to the trace", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6 }), fc.nat(), (d, seed) => {
      const rng = random(seed);
      const H = leastSquaresHessian(Array.from({ length: 20 }, () => [...rng.normals(d)]));
      const { eigenvalues, directions } = spectrum(H);
      directions.forEach((u, i) => {
        H.forEach((row, j) =>
          expect(row.reduce((sum, h, k) => sum + h * u[k], 0)).toBeCloseTo(eigenvalues[i] * u[j], 9),
        );
        directions.forEach((v, k) =>
          expect(u.reduce((sum, uj, j) => sum + uj * v[j], 0)).toBeCloseTo(i === k ? 1 : 0, 9),
        );
      });
      expect([...eigenvalues].sort((a, b) => b - a)).toEqual(eigenvalues);
      expect(eigenvalues.reduce((sum, v) => sum + v, 0)).toBeCloseTo(
        H.reduce((sum, row, j) => sum + row[j], 0),
        9,
      );
    }),
  );
});

test("a Hessian known by hand: [[2, 1], [1, 2]] has 3 and 1", () => {
  const { eigenvalues, conditionNumber, threshold } = spectrum([
    [2, 1],
    [1, 2],
  ]);
  eigenvalues.forEach((value, i) => expect(value).toBeCloseTo([3, 1][i], 12));
  expect(conditionNumber).toBeCloseTo(3, 12);
  expect(threshold).toBeCloseTo(2 / 3, 12);
});

test.each<[string, number[][], RegExp]>([
  [
    "a saddle",
    [
      [1, 0],
      [0, -1],
    ],
    /spectrum: hessian must have eigenvalues ≥ 0 that are not all 0, got -1/,
  ],
  [
    "zero",
    [
      [0, 0],
      [0, 0],
    ],
    /not all 0/,
  ],
  [
    "what is not symmetric",
    [
      [1, 2],
      [0, 1],
    ],
    /must be symmetric/,
  ],
  ["what is not square", [[1, 2]], /must be square/],
  ["NaN", [[NaN]], /finite/],
  ["an empty matrix", [], /got 0 rows/],
])("%s is refused", (_, hessian, message) => {
  expect(() => spectrum(hessian)).toThrow(message);
});

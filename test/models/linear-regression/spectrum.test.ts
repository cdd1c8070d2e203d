import fc from "fast-check";
import { houses, type HouseSale } from "../../../lib/src/data/houses";
import { standardize } from "../../../lib/src/data/standardize";
import { hessianOfLeastSquares } from "../../../lib/src/models/linear-regression/hessian";
import { spectrum } from "../../../lib/src/models/linear-regression/spectrum";
import { random } from "../../../lib/src/base/random";
import figures from "../../figures/numpy.json";

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
    const { eigenvalues, conditionNumber, threshold } = spectrum(hessianOfLeastSquares(X));
    eigenvalues.forEach((value, i) => expect(value / numpy[kind].eigenvalues[i]).toBeCloseTo(1, 6));
    expect(conditionNumber / numpy[kind].conditionNumber).toBeCloseTo(1, 6);
    expect(threshold * numpy[kind].eigenvalues[0]).toBeCloseTo(2, 12);
  },
);

test("the house sales' three areas, one the sum of the others, have an infinite condition number", () => {
  const { X } = standardize(sales.map((s) => [s.areaAbove, s.basementArea, s.livingArea]));
  const { eigenvalues, conditionNumber } = spectrum(hessianOfLeastSquares(X));
  expect(eigenvalues[3]).toBe(0);
  expect(conditionNumber).toBe(Infinity);
});

test("each direction is a unit eigenvector, the directions are orthogonal, and the eigenvalues sum to the trace", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6 }), fc.nat(), (d, seed) => {
      const rng = random(seed);
      const H = hessianOfLeastSquares(Array.from({ length: 20 }, () => [...rng.normals(d)]));
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

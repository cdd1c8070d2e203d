import fc from "fast-check";
import { houses, type HouseSale } from "../../../lib/src/data/houses";
import { fitLeastSquares } from "../../../lib/src/models/linear-regression/least-squares";
import { random } from "../../../lib/src/base/random";
import figures from "../../figures/numpy.json";

let sales: HouseSale[];
beforeAll(async () => {
  sales = await houses();
});

describe("fitLeastSquares() on the house sales agrees with NumPy's least squares", () => {
  test("on the living area alone", () => {
    const fit = fitLeastSquares(
      sales.map((s) => [s.livingArea]),
      sales.map((s) => s.price),
    );
    const numpy = figures.houses.livingArea;
    expect(fit.w[0] / numpy.w[0]).toBeCloseTo(1, 10);
    expect(fit.b / numpy.b).toBeCloseTo(1, 10);
    expect(fit.rSquared).toBeCloseTo(numpy.rSquared, 10);
  });

  test("on bedrooms, bathrooms and living area, where a bedroom costs −57,861", () => {
    const X = sales.map((s) => [s.bedrooms, s.bathrooms, s.livingArea]);
    const fit = fitLeastSquares(
      X,
      sales.map((s) => s.price),
    );
    const numpy = figures.houses.threeFactors;
    fit.w.forEach((w, j) => expect(w / numpy.w[j]).toBeCloseTo(1, 10));
    expect(fit.b / numpy.b).toBeCloseTo(1, 10);
    expect(Math.round(fit.w[0])).toBe(-57_861);
  });
});

test("without noise, fitLeastSquares() finds the parameters that made the data", () => {
  const weights = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 1, maxLength: 5 });
  const bias = fc.double({ min: -100, max: 100, noNaN: true });
  fc.assert(
    fc.property(weights, bias, fc.nat(), (w, b, seed) => {
      const rng = random(seed);
      const X = Array.from({ length: 30 }, () => w.map(() => rng.normal()));
      const y = X.map((x) => x.reduce((sum, xj, j) => sum + xj * w[j], b));
      const fit = fitLeastSquares(X, y);
      fit.w.forEach((wj, j) => expect(wj).toBeCloseTo(w[j], 9));
      expect(fit.b).toBeCloseTo(b, 9);
    }),
  );
});

test("the residuals are orthogonal to every feature and sum to zero, as the normal equations demand", () => {
  const rng = random(5);
  const X = Array.from({ length: 50 }, () => [rng.normal(1000, 200), rng.normal(), rng.uniform()]);
  const y = X.map(() => rng.normal(3, 10));
  const { w, b } = fitLeastSquares(X, y);
  const residuals = X.map((x, i) => y[i] - b - x.reduce((sum, xj, j) => sum + xj * w[j], 0));
  for (let j = 0; j < 3; j++) {
    const product = residuals.reduce((sum, r, i) => sum + r * X[i][j], 0);
    expect(Math.abs(product)).toBeLessThan(1e-7);
  }
  expect(Math.abs(residuals.reduce((sum, r) => sum + r, 0))).toBeLessThan(1e-9);
});

test("a target that does not vary gives zero weights and R² = 1", () => {
  const fit = fitLeastSquares([[1], [2], [4]], [7, 7, 7]);
  expect(fit.w[0]).toBeCloseTo(0, 12);
  expect(fit).toMatchObject({ b: 7, rSquared: 1 });
});

test("columns that differ in the eighth digit only are told apart", () => {
  const rng = random(3);
  const X = Array.from({ length: 40 }, () => {
    const x = rng.normal();
    return [x, x + 1e-7 * rng.normal()];
  });
  const y = X.map(([first, second]) => 1 + (second - first) * 1e7);
  const { w, b } = fitLeastSquares(X, y);
  expect(w[1] / 1e7).toBeCloseTo(1, 6);
  expect(w[0] / -1e7).toBeCloseTo(1, 6);
  expect(b).toBeCloseTo(1, 6);
});

test("typed arrays will do", () => {
  const X = [new Float64Array([1]), new Float64Array([2]), new Float64Array([3])];
  expect(fitLeastSquares(X, new Float32Array([2, 4, 6])).w[0]).toBeCloseTo(2, 12);
});

describe("fitLeastSquares() refuses", () => {
  test.each<[string, number[][], number[], RegExp]>([
    ["no rows", [], [], /X must be n ≥ 1 rows of d ≥ 1 numbers, got 0 rows of 0/],
    ["rows without features", [[], []], [1, 2], /got 2 rows of 0/],
    [
      "fewer targets than rows",
      [[1], [2], [3]],
      [1, 2],
      /fitLeastSquares: y must have shape \[3\], got \[2\]/,
    ],
    [
      "as many features as rows",
      [
        [1, 2],
        [3, 4],
      ],
      [1, 2],
      /X must have more rows than features, got 2 rows of 2/,
    ],
    ["ragged rows", [[1], [2, 3], [4]], [1, 2, 3], /row 1 has 2/],
    [
      "NaN among the features",
      [[1], [NaN], [3]],
      [1, 2, 3],
      /row 1 of X must hold finite numbers only, got NaN/,
    ],
    [
      "infinity among the targets",
      [[1], [2], [3]],
      [1, Infinity, 3],
      /y must hold finite.*got Infinity at index 1/,
    ],
    [
      "a constant feature",
      [
        [1, 5],
        [2, 5],
        [4, 5],
        [3, 5],
      ],
      [1, 2, 3, 4],
      /column 1 is constant/,
    ],
    [
      "a sum of two others",
      [
        [1, 2, 3],
        [2, 0, 2],
        [5, 1, 6],
        [0, 3, 3],
        [1, 1, 2],
      ],
      [1, 2, 3, 4, 5],
      /column 2 is/,
    ],
  ])("%s", (_, X, y, message) => {
    expect(() => fitLeastSquares(X, y)).toThrow(message);
  });

  test("a plain vector, and says how to make rows of it", () => {
    expect(() => fitLeastSquares([1, 2, 3] as unknown as number[][], [1, 2, 3])).toThrow(
      /becomes rows by Array\.from/,
    );
  });

  test("the house sales' three areas, one of which is the sum of the others", () => {
    const X = sales.map((s) => [s.areaAbove, s.basementArea, s.livingArea]);
    expect(() =>
      fitLeastSquares(
        X,
        sales.map((s) => s.price),
      ),
    ).toThrow(/column 2 is constant or a combination/);
  });
});

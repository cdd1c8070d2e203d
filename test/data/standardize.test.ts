import fc from "fast-check";
import { houses } from "../../lib/src/data/houses";
import { standardize } from "../../lib/src/data/standardize";
import { fitLeastSquares } from "../../lib/src/models/linear-regression/least-squares";
import { random } from "../../lib/src/base/random";
import figures from "../figures/numpy.json";

const matrices = fc.record({
  n: fc.integer({ min: 2, max: 40 }),
  d: fc.integer({ min: 1, max: 5 }),
  seed: fc.nat(),
});
const draw = ({ n, d, seed }: { n: number; d: number; seed: number }) => {
  const rng = random(seed);
  return Array.from({ length: n }, () =>
    Array.from({ length: d }, (_, j) => rng.normal(1000 * j, 10 ** (3 * j - 6))),
  );
};

test("each column comes out with mean 0 and standard deviation 1", () => {
  fc.assert(
    fc.property(matrices, (shape) => {
      const { X } = standardize(draw(shape));
      X[0].forEach((_, j) => {
        const column = X.map((row) => row[j]);
        const mean = column.reduce((sum, v) => sum + v, 0) / column.length;
        const square = column.reduce((sum, v) => sum + v * v, 0) / column.length;
        expect([mean, square]).toEqual([expect.closeTo(0, 5), expect.closeTo(1, 5)]);
      });
    }),
  );
});

test.each([1e200, 1e-170, 1])("numbers as large or small as %p are brought to the same scale", (size) => {
  const { X, standardDeviations } = standardize([[size], [-size], [size], [-size]]);
  expect(X).toEqual([1, -1, 1, -1].map((x) => [expect.closeTo(x, 12) as number]));
  expect(standardDeviations[0] / size).toBeCloseTo(1, 12);
});

test("inverse() undoes transform(), on rows other than those it learnt from too", () => {
  fc.assert(
    fc.property(matrices, (shape) => {
      const { transform, inverse } = standardize(draw(shape));
      const others = draw({ ...shape, seed: shape.seed + 1 });
      inverse(transform(others)).forEach((row, i) =>
        row.forEach((value, j) => expect(Math.abs(value - others[i][j])).toBeLessThan(1e-9)),
      );
    }),
  );
});

test("the house sales' means and standard deviations are NumPy's", async () => {
  const sales = await houses();
  const { means, standardDeviations } = standardize(
    sales.map((s) => [s.bedrooms, s.bathrooms, s.livingArea]),
  );
  const numpy = figures.houseHessian;
  means.forEach((mean, j) => expect(mean / numpy.means[j]).toBeCloseTo(1, 12));
  standardDeviations.forEach((sd, j) => expect(sd / numpy.standardDeviations[j]).toBeCloseTo(1, 12));
});

test("a fit to standardised features, put back into their units, is the fit to the features themselves", () => {
  const rng = random(1);
  const X = Array.from({ length: 60 }, () => [rng.normal(2000, 900), rng.normal(3, 1)]);
  const y = X.map(([area, rooms]) => 300 * area - 50 * rooms + 7 + rng.normal());
  const direct = fitLeastSquares(X, y);
  const standardized = standardize(X);
  const back = standardized.inOriginalUnits(fitLeastSquares(standardized.X, y));
  back.w.forEach((w, j) => expect(w / direct.w[j]).toBeCloseTo(1, 9));
  expect(back.b).toBeCloseTo(direct.b, 6);
});

test.each<[string, () => unknown, RegExp]>([
  [
    "a constant column",
    () =>
      standardize([
        [1, 7],
        [2, 7],
      ]),
    /standardize: column 1 of X must vary, each of its 2 values is 7/,
  ],
  [
    "0.1 thrice, whose mean is not quite 0.1",
    () => standardize([[0.1], [0.1], [0.1]]),
    /column 0 of X must vary/,
  ],
  ["a single row", () => standardize([[1, 2]]), /must vary/],
  ["no rows", () => standardize([]), /got 0 rows/],
  ["NaN", () => standardize([[1], [NaN]]), /got NaN/],
  [
    "other rows of another width",
    () => standardize([[1], [2]]).transform([[1, 2]]),
    /standardize.transform: row 0 of rows must have shape \[1\], got \[2\]/,
  ],
  [
    "too many weights",
    () => standardize([[1], [2]]).inOriginalUnits({ w: [1, 2], b: 0 }),
    /w must have shape \[1\], got \[2\]/,
  ],
  [
    "a bias that is NaN",
    () => standardize([[1], [2]]).inOriginalUnits({ w: [1], b: NaN }),
    /b must be a finite number/,
  ],
])("%s is refused", (_, run, message) => {
  expect(run).toThrow(message);
});

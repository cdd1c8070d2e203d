import fc from "fast-check";
import { houses } from "../../../lib/src/data/houses";
import { standardize } from "../../../lib/src/data/standardize";
import {
  minibatchVariance,
  type MinibatchVarianceOptions,
  sampleGradients,
  traceOfCovariance,
} from "../../../lib/src/models/linear-regression/sample-gradients";
import { random } from "../../../lib/src/base/random";

/** All ways to choose `size` of the numbers below n. */
function* choices(n: number, size: number, from = 0): Generator<number[]> {
  if (size === 0) yield [];
  else for (let i = from; i < n; i++) for (const rest of choices(n, size - 1, i + 1)) yield [i, ...rest];
}

const squaredDistance = (rows: ArrayLike<number>[], indices: ArrayLike<number>, mean: number[]) =>
  mean.reduce((sum, m, j) => {
    let total = 0;
    for (let k = 0; k < indices.length; k++) total += rows[indices[k]][j];
    return sum + (total / indices.length - m) ** 2;
  }, 0);
const meanOf = (rows: ArrayLike<number>[]) =>
  Array.from(rows[0], (_, j) => rows.reduce((sum, row) => sum + row[j], 0) / rows.length);

test("without replacement the formula is the mean over every possible minibatch", () => {
  const sizes = fc
    .integer({ min: 2, max: 8 })
    .chain((n) => fc.tuple(fc.constant(n), fc.integer({ min: 1, max: n })));
  fc.assert(
    fc.property(sizes, fc.nat(), ([n, batchSize], seed) => {
      const rng = random(seed);
      const rows = Array.from({ length: n }, () => rng.normals(3));
      const mean = meanOf(rows);
      const distances = [...choices(n, batchSize)].map((indices) => squaredDistance(rows, indices, mean));
      const exact = distances.reduce((sum, v) => sum + v, 0) / distances.length;
      expect(minibatchVariance({ trace: traceOfCovariance(rows), n, batchSize })).toBeCloseTo(exact, 10);
    }),
  );
});

test("with replacement the formula is the mean over every possible pair", () => {
  const rows = Array.from({ length: 6 }, () => random(3).normals(2)).map((row, i) => row.map((v) => v * i));
  const mean = meanOf(rows);
  const indices = [...rows.keys()];
  const pairs = indices.flatMap((i) => indices.map((j) => squaredDistance(rows, [i, j], mean)));
  const exact = pairs.reduce((sum, v) => sum + v, 0) / pairs.length;
  const trace = traceOfCovariance(rows);
  expect(minibatchVariance({ trace, n: 6, batchSize: 2, replacement: true })).toBeCloseTo(exact, 12);
});

test("sampled minibatches of the house sales come out as the formula says", async () => {
  const sales = (await houses()).slice(0, 400);
  const { X } = standardize(sales.map((s) => [s.bedrooms, s.livingArea]));
  const rows = sampleGradients(X, standardize(sales.map((s) => [s.price])).X.flat(), { w: [0, 0], b: 0 });
  const mean = meanOf(rows);
  const rng = random(4);
  const draws = 3000;
  let sum = 0;
  for (let i = 0; i < draws; i++) sum += squaredDistance(rows, rng.permutation(400).subarray(0, 100), mean);
  const exact = minibatchVariance({ trace: traceOfCovariance(rows), n: 400, batchSize: 100 });
  expect(sum / draws / exact).toBeGreaterThan(0.93);
  expect(sum / draws / exact).toBeLessThan(1.07);
});

test("the full batch has no variance, and neither has a data set of one sample", () => {
  expect(minibatchVariance({ trace: 7, n: 10, batchSize: 10 })).toBe(0);
  expect(minibatchVariance({ trace: 0, n: 1, batchSize: 1 })).toBe(0);
});

test.each<[Partial<MinibatchVarianceOptions>, RegExp]>([
  [{ batchSize: 11 }, /minibatchVariance: batchSize must be a whole number from 1 to 10, got 11/],
  [{ batchSize: 0 }, /got 0/],
  [{ batchSize: 1.5 }, /got 1.5/],
  [{ n: 0 }, /n must be a whole number ≥ 1, got 0/],
  [{ trace: -1 }, /trace must be a finite number ≥ 0, got -1/],
  [{ trace: NaN }, /got NaN/],
])("%j is refused", (wrong, message) => {
  expect(() => minibatchVariance({ trace: 1, n: 10, batchSize: 5, ...wrong })).toThrow(message);
});

test("gradients that are ragged or missing are refused", () => {
  expect(() => traceOfCovariance([])).toThrow(/traceOfCovariance: gradients must be n ≥ 1 rows/);
  expect(() => traceOfCovariance([[1, 2], [1]])).toThrow(/row 1 has 1/);
});

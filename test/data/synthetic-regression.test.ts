import { syntheticRegression, syntheticSamples } from "../../lib/src/data/synthetic-regression";
import { fitLeastSquares } from "../../lib/src/models/linear-regression/least-squares";
import { random } from "../../lib/src/base/random";

const rowsOf = ({ X, n, d }: { X: Float32Array; n: number; d: number }) =>
  Array.from({ length: n }, (_, i) => X.slice(i * d, (i + 1) * d));

test("without noise the closed form finds the parameters that made the data", () => {
  const data = syntheticRegression({ w: [2, -3.4, 0.5], b: -1, noise: 0, n: 100, random: random(1) });
  const fit = fitLeastSquares(rowsOf(data), data.y);
  fit.w.forEach((w, j) => expect(w).toBeCloseTo([2, -3.4, 0.5][j], 5));
  expect(fit.b).toBeCloseTo(-1, 5);
});

test("the noise has the standard deviation asked for", () => {
  const data = syntheticRegression({ w: [2], b: 1, noise: 0.5, n: 20_000, random: random(2) });
  const variance = Array.from(data.y).reduce((sum, y, i) => sum + (y - 2 * data.X[i] - 1) ** 2, 0) / data.n;
  // Four standard errors of the variance, σ²√(2/n).
  expect(Math.abs(variance - 0.25)).toBeLessThan(4 * 0.25 * Math.sqrt(2 / 20_000));
});

test("by default it is the lecture's: w = [2, −3.4], b = 4.2, noise 0.01, 1000 samples", () => {
  const data = syntheticRegression({ random: random(3) });
  expect(data).toMatchObject({ n: 1000, d: 2 });
  const fit = fitLeastSquares(rowsOf(data), data.y);
  // Five standard errors, σ/√n.
  [fit.w[0] - 2, fit.w[1] + 3.4, fit.b - 4.2].forEach((e) => expect(Math.abs(e)).toBeLessThan(5 * 3.2e-4));
});

test("the same seed gives the same data", () => {
  const make = () => syntheticRegression({ n: 10, random: random(4) });
  expect([make().X, make().y]).toEqual([make().X, make().y]);
});

test.each([
  [{ n: 0 }, /n must be a whole number ≥ 1, got 0/],
  [{ n: 1.5 }, /n must be a whole number ≥ 1, got 1.5/],
  [{ noise: -1 }, /noise must be a finite number ≥ 0, got -1/],
  [{ noise: NaN }, /noise must be a finite number ≥ 0, got NaN/],
  [{ w: [] }, /the length of w must be a whole number ≥ 1, got 0/],
  [{ b: NaN }, /w and b must hold finite numbers only, got NaN/],
])("%j is refused", (options, message) => {
  expect(() => syntheticRegression({ ...options, random: random(0) })).toThrow(message);
});

test("the samples follow the true parameters, with noise of the standard deviation asked for", () => {
  const samples = [...syntheticSamples({ n: 5000, w: [2, -3.4], b: 4.2, noise: 0.5, random: random(0) })];
  const X = samples.map(({ x }) => x);
  const { w, b } = fitLeastSquares(
    X,
    samples.map(({ y }) => y),
  );
  [...w, b].forEach((value, j) => expect(Math.abs(value - [2, -3.4, 4.2][j])).toBeLessThan(0.03));
  const squares = samples.reduce((sum, { x, y }) => sum + (y - 2 * x[0] + 3.4 * x[1] - 4.2) ** 2, 0);
  expect(Math.sqrt(squares / 5000)).toBeCloseTo(0.5, 1);
});

test("a million samples are not made before they are asked for", () => {
  const first = syntheticSamples({ n: 1e9, random: random(0) }).next();
  expect(first.done).toBe(false);
});

test.each([
  [{ n: 0 }, /syntheticSamples: n must be a whole number ≥ 1, got 0/],
  [{ noise: -1 }, /noise must be/],
  [{ w: [] }, /the length of w/],
  [{ b: NaN }, /w and b must hold finite/],
])("%j is refused", (wrong, message) => {
  expect(() => syntheticSamples({ random: random(0), ...wrong }).next()).toThrow(message);
});

import { syntheticRegression } from "../../lib/src/data/synthetic-regression";
import { closedForm } from "../../lib/src/models/linear-regression/closed-form";
import { random } from "../../lib/src/base/random";

const rowsOf = ({ X, n, d }: { X: Float32Array; n: number; d: number }) =>
  Array.from({ length: n }, (_, i) => X.slice(i * d, (i + 1) * d));

test("without noise the closed form finds the parameters that made the data", () => {
  const data = syntheticRegression({ w: [2, -3.4, 0.5], b: -1, noise: 0, n: 100, random: random(1) });
  const fit = closedForm(rowsOf(data), data.y);
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
  const fit = closedForm(rowsOf(data), data.y);
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

import { syntheticSamples } from "../../lib/src/data/synthetic-regression";
import { closedForm } from "../../lib/src/models/linear-regression/closed-form";
import { random } from "../../lib/src/base/random";

test("the samples follow the true parameters, with noise of the standard deviation asked for", () => {
  const samples = [...syntheticSamples({ n: 5000, w: [2, -3.4], b: 4.2, noise: 0.5, random: random(0) })];
  const X = samples.map(({ x }) => x);
  const { w, b } = closedForm(
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

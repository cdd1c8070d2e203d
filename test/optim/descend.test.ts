import fc from "fast-check";
import { descend, type DescendOptions } from "../../lib/src/optim/descend";

/** The gradient of Σ ½λx², whose minimum is at 0. */
const bowl =
  (...lambda: number[]) =>
  (at: number[]) =>
    at.map((x, j) => lambda[j] * x);

test("along each axis of a quadratic the distance is multiplied by 1 − ηλ a step", () => {
  const rates = fc.double({ min: 0.01, max: 1.2, noNaN: true });
  fc.assert(
    fc.property(rates, fc.integer({ min: 0, max: 30 }), (learningRate, steps) => {
      const path = descend({ gradient: bowl(1, 2), start: [3, -5], learningRate, steps });
      expect(path).toHaveLength(steps + 1);
      path.forEach(([x1, x2], t) => {
        const exact = [3 * (1 - learningRate) ** t, -5 * (1 - 2 * learningRate) ** t];
        expect([x1, x2]).toEqual(exact.map((value) => expect.closeTo(value, 6) as number));
      });
    }),
  );
});

test("it converges just below the threshold 2/λ_max and diverges just above", () => {
  const last = (learningRate: number) =>
    Math.abs(descend({ gradient: bowl(1, 4), start: [1, 1], learningRate, steps: 2000 }).at(-1)?.[1] ?? NaN);
  expect(last(0.499)).toBeLessThan(1e-3);
  expect(last(0.5)).toBeCloseTo(1, 9);
  expect(last(0.501)).toBeGreaterThan(1e3);
});

test("the learning rate and the gradient may depend on the step", () => {
  const path = descend({
    gradient: (_, step) => [step + 1],
    start: [0],
    learningRate: (step) => 2 ** -step,
    steps: 3,
  });
  // 1·1, 2·½, 3·¼
  expect(path).toEqual([[0], [-1], [-2], [-2.75]]);
});

test("a path that overflows ends at its last finite point", () => {
  const path = descend({ gradient: bowl(1), start: [1], learningRate: 1e100, steps: 10 });
  expect(path).toHaveLength(4);
  expect(path.flat().every(Number.isFinite)).toBe(true);
});

test("a gradient function that writes to its point does not change the path", () => {
  const path = descend({ gradient: (at) => at.fill(1), start: [5], learningRate: 1, steps: 2 });
  expect(path).toEqual([[5], [4], [3]]);
});

test.each<[Partial<DescendOptions>, RegExp]>([
  [{ start: [] }, /descend: the length of start must be a whole number ≥ 1, got 0/],
  [{ start: [NaN] }, /start must hold finite/],
  [{ steps: -1 }, /steps must be a whole number ≥ 0, got -1/],
  [{ steps: 1.5 }, /got 1.5/],
  [{ learningRate: 0 }, /learningRate must be a finite number above 0, got 0/],
  [{ learningRate: () => -1 }, /got -1/],
  [{ gradient: () => [1, 2] }, /descend: gradient must have shape \[d\] with d = 1 as in start, got \[2\]/],
])("%p is refused", (wrong, message) => {
  expect(() => descend({ gradient: bowl(1), start: [1], learningRate: 0.1, steps: 1, ...wrong })).toThrow(
    message,
  );
});

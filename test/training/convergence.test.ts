import fc from "fast-check";
import { syntheticRegression } from "../../lib/src/data/synthetic-regression";
import { linearRegressionOnArrays } from "../../lib/src/models/linear-regression/typed-arrays";
import { useBackend } from "../../lib/src/base/backend";
import { random } from "../../lib/src/base/random";
import { hasConverged } from "../../lib/src/training/stopping";
import { train } from "../../lib/src/training/train";

beforeAll(() => useBackend());

const history = (losses: number[]) =>
  losses.map((runningLoss, i) => ({
    epoch: i + 1,
    runningLoss,
    batchLosses: [],
    metrics: { twice: 2 * runningLoss },
  }));

test("it wants small changes in so many epochs in a row", () => {
  const still = hasConverged({ tolerance: 0.01, epochs: 2 });
  expect(still(history([]))).toBe(false);
  expect(still(history([1, 1]))).toBe(false);
  expect(still(history([1, 1, 1]))).toBe(true);
  expect(still(history([5, 1, 1.009, 1.001]))).toBe(true);
  expect(still(history([1, 1, 1.02]))).toBe(false);
  expect(still(history([1, 1.02, 1.02]))).toBe(false);
});

test("by default that is less than a hundredth, in three epochs", () => {
  const still = hasConverged();
  expect(still(history([1, 0.991, 0.983, 0.975]))).toBe(true);
  expect(still(history([1, 0.985, 0.98, 0.975]))).toBe(false);
  expect(still(history([1, 1, 1]))).toBe(false);
  expect(hasConverged({ tolerance: 0.5, epochs: 1 })(history([2, 1]))).toBe(false);
});

test("the change is relative: it does not matter in which unit the loss is", () => {
  const losses = fc.array(fc.double({ min: 0.5, max: 1, noNaN: true }), { minLength: 2, maxLength: 8 });
  fc.assert(
    fc.property(losses, fc.integer({ min: -200, max: 200 }), (given, power) => {
      const still = hasConverged({ tolerance: 0.1, epochs: 1 });
      expect(still(history(given.map((v) => v * 2 ** power)))).toBe(still(history(given)));
    }),
  );
});

test("a loss of exactly 0 stands still, and one that rises from 0 does not", () => {
  const still = hasConverged({ epochs: 1 });
  expect([still(history([0, 0])), still(history([0, 1e-9]))]).toEqual([true, false]);
});

test("what is measured can be chosen", () => {
  const still = hasConverged({ epochs: 1, measure: ({ metrics }) => metrics["twice"] });
  expect(still(history([1, 1]))).toBe(true);
});

test("on the full batch it ends a real training at the optimum, long before the epochs are over", async () => {
  const data = syntheticRegression({ n: 100, random: random(0) });
  const model = linearRegressionOnArrays({ d: 2 });
  const options = { epochs: 1000, batchSize: 100, learningRate: 0.5, showProgress: false };
  const records = await train(model, data, { ...options, until: hasConverged({ tolerance: 1e-3 }) });
  expect(records.length).toBeLessThan(100);
  expect(records[records.length - 1].runningLoss).toBeLessThan(1e-4);
});

test("a loss that is not finite, a tolerance of 0 and half an epoch are refused", () => {
  expect(() => hasConverged({ epochs: 1 })(history([1, Infinity]))).toThrow(
    /hasConverged: measure must give finite numbers, got Infinity for epoch 2/,
  );
  expect(() => hasConverged({ tolerance: 0 })).toThrow(/tolerance must be a finite number above 0, got 0/);
  expect(() => hasConverged({ epochs: 0.5 })).toThrow(/epochs must be a whole number ≥ 1, got 0.5/);
});

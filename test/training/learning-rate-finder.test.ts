import * as tf from "@tensorflow/tfjs";
import fc from "fast-check";
import { InterruptedError } from "../../lib/src/base/interrupt";
import { syntheticRegression } from "../../lib/src/data/synthetic-regression";
import { leastSquaresHessian, spectrum } from "../../lib/src/models/linear-regression/least-squares";
import { linearRegressionFromScratch } from "../../lib/src/models/linear-regression/from-scratch";
import { linearRegressionOnArrays } from "../../lib/src/models/linear-regression/typed-arrays";
import { useBackend } from "../../lib/src/base/backend";
import { random } from "../../lib/src/base/random";
import {
  findLearningRate,
  type FindLearningRateOptions,
  smoothLosses,
} from "../../lib/src/training/learning-rate-finder";
import { train } from "../../lib/src/training/train";

const data = syntheticRegression({ random: random(0) });
const onArrays = () => linearRegressionOnArrays({ d: 2, random: random(1) });

beforeAll(() => useBackend());

test("the rates grow in equal ratios from the first to the last", async () => {
  const { learningRates, losses, smoothedLosses } = await findLearningRate(() => ({ step: () => 1 }), data, {
    ...{ from: 1e-3, to: 1, steps: 31, batchSize: 10 },
  });
  expect([learningRates[0], learningRates[10], learningRates[30]]).toEqual([
    expect.closeTo(1e-3, 9),
    expect.closeTo(1e-2, 9),
    expect.closeTo(1, 9),
  ]);
  expect([losses.length, smoothedLosses.length]).toEqual([31, 31]);
});

test("over ten seeds, the steepest rate trains and ten times the largest diverges", async () => {
  for (let seed = 0; seed < 10; seed++) {
    const found = await findLearningRate(onArrays, data, { batchSize: 10, random: random(seed) });
    expect(found.diverged).toBe(true);
    const options = { epochs: 3, batchSize: 10, showProgress: false };
    const history = await train(onArrays(), data, {
      ...options,
      learningRate: found.steepest,
      random: random(3),
    });
    expect(history[2].runningLoss).toBeLessThan(1e-3);
    const tooLarge = train(onArrays(), data, { ...options, epochs: 30, learningRate: 10 * found.largest });
    await expect(tooLarge).rejects.toThrow(/the loss became/);
  }
});

test("on the full batch the largest lies beyond the exact threshold 2/λ_max, less than tenfold, the steepest below", async () => {
  const rows = Array.from({ length: data.n }, (_, i) => data.X.subarray(2 * i, 2 * i + 2));
  const { threshold } = spectrum(leastSquaresHessian(rows));
  const { largest, steepest } = await findLearningRate(onArrays, data, { batchSize: data.n, steps: 200 });
  expect(steepest).toBeLessThan(threshold);
  expect(largest / threshold).toBeGreaterThan(1);
  expect(largest / threshold).toBeLessThan(10);
});

test("a loss that only falls has not diverged, and the edge is the last rate", async () => {
  let loss = 1;
  const found = await findLearningRate(() => ({ step: () => (loss *= 0.9) }), data, { batchSize: 1, to: 2 });
  expect(found.diverged).toBe(false);
  expect(found.largest).toBeCloseTo(2, 12);
});

/** A sweep over the losses given, whatever the rates. The n-th rate is 10ⁿ. */
function sweepOf(losses: number[], options: Partial<FindLearningRateOptions> = {}) {
  let step = 0;
  const rates = { from: 1, to: 10 ** (losses.length - 1), steps: losses.length };
  const all = { ...rates, batchSize: 1, smoothing: 0, ...options };
  return findLearningRate(() => ({ step: () => losses[step++] }), data, all);
}
/** What the rates mean in a sweep of `sweepOf`: the places of the largest and of the steepest. */
const placesIn = ({ largest, steepest }: { largest: number; steepest: number }) =>
  [largest, steepest].map((rate) => Math.round(Math.log10(rate)));

test("the largest rate is the last whose loss is at most twice the lowest", async () => {
  expect(placesIn(await sweepOf([8, 4, 2, 1, 1, 1, 1, 1.9, 2, 2.1, 2.9]))[0]).toBe(8);
  expect(placesIn(await sweepOf([8, 4, 1, 3, 1.5, 2.5, 2.5, 2.5, 2.5, 2.5]))[0]).toBe(4);
});

test("the steepest rate is where the loss falls by the largest share, from the second to the largest", async () => {
  expect(placesIn(await sweepOf([9, 1, 1, 1, 1, 1, 1, 1, 1, 0.9]))[1]).toBe(1);
  expect(placesIn(await sweepOf([9, 8, 7, 6, 5, 4, 3, 2.5, 2.4, 0.1]))[1]).toBe(9);
  expect(placesIn(await sweepOf([100, 60, 50, 10, 9, 8, 7, 6, 6, 6]))[1]).toBe(3);
});

test("a loss above a hundred times the largest of the first five has blown up, and none below", async () => {
  const found = await sweepOf([1, 2, 1, 1, 1, 150, 200, 201, 1, 1]);
  expect([found.diverged, found.losses]).toEqual([true, [1, 2, 1, 1, 1, 150, 200]]);
  expect((await sweepOf([1, 2, 1, 1, 1, 3, 200, 4, 5, 6])).diverged).toBe(false);
  expect((await sweepOf([1, 1000, 1, 1000, 1, 1, 1, 1, 1, 1])).diverged).toBe(false);
  expect((await sweepOf([1, 1, 1, 1, 1, 101, 1, 1, 1, 1])).losses).toHaveLength(5);
});

test("losses of 0 at first leave room for the smallest number there is", async () => {
  expect((await sweepOf([0, 0, 0, 0, 0, 90 * Number.MIN_VALUE, 0, 0, 0, 0])).diverged).toBe(false);
  expect((await sweepOf([0, 0, 0, 0, 0, 110 * Number.MIN_VALUE, 0, 0, 0, 0])).diverged).toBe(true);
});

test.each([Infinity, NaN])(
  "a loss of %p has blown up, and after five steps or more that is an edge",
  async (loss) => {
    const found = await sweepOf([1, 1, 1, 1, 1, loss, 1, 1, 1, 1]);
    expect([found.diverged, found.losses.length]).toEqual([true, 5]);
    await expect(sweepOf([1, 1, 1, 1, loss, 1, 1, 1, 1, 1])).rejects.toThrow(/blew up after 4 steps/);
    await expect(sweepOf([loss, 1, 1, 1, 1, 1, 1, 1, 1, 1])).rejects.toThrow(/blew up after 0 steps/);
  },
);

test("by default it makes 100 steps from 10⁻⁵ to 10, and smooths over four neighbours", async () => {
  let step = 0;
  const makeModel = () => ({ step: () => 2 + Math.sin(step++) });
  const found = await findLearningRate(makeModel, data, { batchSize: 10 });
  expect(found.learningRates).toHaveLength(100);
  expect(found.learningRates[0]).toBeCloseTo(1e-5, 15);
  expect(found.learningRates[99]).toBeCloseTo(10, 9);
  expect(found.smoothedLosses).toEqual(smoothLosses(found.losses, 4));
});

test("the model is disposed of, whether it diverges, fails or is interrupted", async () => {
  const options = { batchSize: 10, steps: 100 };
  const make = () => linearRegressionFromScratch({ d: 2 });
  await findLearningRate(make, data, options);
  const failing = () => ({ ...make(), step: () => Promise.reject(new Error("no step")) });
  await expect(findLearningRate(failing, data, options)).rejects.toThrow("no step");
  let steps = 0;
  const interrupted = () => {
    const model = make();
    return { ...model, step: () => (++steps === 3 && process.emit("SIGINT"), 1) };
  };
  await expect(findLearningRate(interrupted, data, options)).rejects.toThrow(InterruptedError);
  expect(steps).toBe(3);
  expect(tf.memory().numTensors).toBe(0);
});

test("a first rate at which the loss blows up is refused, with what to do", async () => {
  await expect(findLearningRate(onArrays, data, { from: 1e200, to: 1e201, batchSize: 10 })).rejects.toThrow(
    /findLearningRate: from must be small enough to begin with, the loss blew up after \d steps/,
  );
});

test.each<[Partial<FindLearningRateOptions>, RegExp]>([
  [{ from: 0 }, /findLearningRate: from must be a finite number above 0, got 0/],
  [{ from: 1, to: 0.1 }, /to − from must be a finite number above 0, got -0.9/],
  [{ to: Infinity }, /got Infinity/],
  [{ steps: 9 }, /steps must be a whole number ≥ 10, got 9/],
  [{ batchSize: 0 }, /batchSize must be a whole number from 1 to 1000, got 0/],
  [{ batchSize: 1001 }, /got 1001/],
  [{ smoothing: -1 }, /smoothing must be a whole number ≥ 0, got -1/],
])("%j is refused before a model is made", async (wrong, message) => {
  let made = 0;
  const make = () => (made++, onArrays());
  await expect(findLearningRate(make, data, { batchSize: 10, ...wrong })).rejects.toThrow(message);
  expect(made).toBe(0);
});

test("losses that fall by the same share a step are left as they are", () => {
  const losses = Array.from({ length: 20 }, (_, i) => 5 * 0.3 ** i);
  smoothLosses(losses, 4).forEach((value, i) => expect(value / losses[i]).toBeCloseTo(1, 12));
});

test("each is the geometric mean of as many on either side, at the ends of fewer", () => {
  const smooth = smoothLosses([1, 100, 1, 100, 10_000], 1);
  [1, 100 ** (1 / 3), 1e4 ** (1 / 3), 1e6 ** (1 / 3), 10_000].forEach((v, i) =>
    expect(smooth[i]).toBeCloseTo(v, 8),
  );
});

test("smoothed losses lie within the range of the losses", () => {
  const losses = fc.array(fc.double({ min: 0, max: 1e10, noNaN: true }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(losses, fc.nat(10), (given, neighbours) => {
      const smooth = smoothLosses(given, neighbours);
      expect(Math.max(...smooth)).toBeLessThanOrEqual(Math.max(...given, Number.MIN_VALUE) * (1 + 1e-9));
      expect(Math.min(...smooth)).toBeGreaterThanOrEqual(Math.min(...given) * (1 - 1e-9));
    }),
  );
});

test("a negative loss, NaN and half a neighbour are refused", () => {
  expect(() => smoothLosses([1, -1], 1)).toThrow(/smoothLosses: loss 1 must be a finite number ≥ 0, got -1/);
  expect(() => smoothLosses([NaN], 1)).toThrow(/got NaN/);
  expect(() => smoothLosses([1], 0.5)).toThrow(/neighbours must be a whole number/);
});

test("a loss of 0 draws its neighbours down, and not to 0", () => {
  const [, middle] = smoothLosses([1, 0, 1], 1);
  expect(middle).toBeGreaterThan(0);
  expect(middle).toBeCloseTo(Number.MIN_VALUE ** (1 / 3), 112);
});

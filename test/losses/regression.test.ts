import * as tf from "@tensorflow/tfjs";
import { absoluteLoss, huberLoss, squaredLoss } from "../../lib/src/losses/regression";
import { useBackend } from "../../lib/src/base/backend";
import { tensorsLeftBy } from "../../lib/src/base/memory";

type Loss = (yHat: tf.Tensor1D, y: tf.Tensor1D) => tf.Tensor1D;

const errors = [-3, -1, -0.5, 0, 0.25, 1, 2.5];
const huberAt = (delta: number) => (e: number) =>
  Math.abs(e) <= delta ? e ** 2 / 2 : delta * Math.abs(e) - delta ** 2 / 2;

const cases: [string, Loss, (e: number) => number, (e: number) => number][] = [
  ["squaredLoss", squaredLoss, (e) => e ** 2 / 2, (e) => e],
  ["absoluteLoss", absoluteLoss, Math.abs, Math.sign],
  ["huberLoss", huberLoss, huberAt(1), (e) => Math.max(-1, Math.min(1, e))],
  [
    "huberLoss with δ = 2",
    (a, b) => huberLoss(a, b, { delta: 2 }),
    huberAt(2),
    (e) => Math.max(-2, Math.min(2, e)),
  ],
];

beforeAll(() => useBackend());

describe.each(cases)("%s", (_, loss, value, derivative) => {
  const y = errors.map((_, i) => i / 4);

  test("is its formula, sample by sample", () => {
    const losses = tf.tidy(() =>
      loss(tf.tensor1d(y.map((v, i) => v + errors[i])), tf.tensor1d(y)).dataSync(),
    );
    errors.forEach((e, i) => expect(losses[i]).toBeCloseTo(value(e), 6));
  });

  test("has the derivative of its formula with respect to the prediction", () => {
    const gradient = tf.tidy(() => {
      const target = tf.tensor1d(y);
      const yHat = tf.tensor1d(y.map((v, i) => v + errors[i]));
      return tf
        .grad((p) => loss(p as tf.Tensor1D, target).sum())(yHat)
        .dataSync();
    });
    errors.forEach((e, i) => expect(gradient[i]).toBeCloseTo(derivative(e), 6));
  });

  test("leaves no tensor but its result", async () => {
    const [a, b] = [tf.tensor1d([1, 2]), tf.tensor1d([3, 5])];
    const { result, tensors } = await tensorsLeftBy(() => loss(a, b));
    expect(tensors).toBe(1);
    tf.dispose([a, b, result]);
  });

  test("refuses [n] against [n, 1], which would broadcast to [n, n]", () => {
    tf.tidy(() => {
      const column = tf.ones([3, 1]) as unknown as tf.Tensor1D;
      expect(() => loss(tf.ones([3]), column)).toThrow(
        /y must have shape \[n\] with n = 3 as in yHat, got \[3, 1\]/,
      );
      expect(() => loss(column, tf.ones([3]))).toThrow(/yHat must have shape \[n\], got \[3, 1\]/);
    });
  });

  test("carries NaN on, rather than hiding it", () => {
    expect(tf.tidy(() => loss(tf.tensor1d([NaN]), tf.tensor1d([1])).dataSync()[0])).toBeNaN();
  });
});

test.each([0, -1, NaN, Infinity])("huberLoss refuses δ = %p", (delta) => {
  tf.tidy(() => {
    expect(() => huberLoss(tf.ones([1]), tf.ones([1]), { delta })).toThrow(
      /delta must be a finite number above 0/,
    );
  });
});

test("Huber's loss with a δ beyond float32 is half the squared error", () => {
  const [yHat, y] = [tf.tensor1d([3, 1]), tf.tensor1d([1, 1])];
  expect([...tf.tidy(() => huberLoss(yHat, y, { delta: 1e39 }).dataSync())]).toEqual([2, 0]);
  tf.dispose([yHat, y]);
});

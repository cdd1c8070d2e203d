import * as tf from "@tensorflow/tfjs";
import { squaredLoss } from "../../lib/src/losses/regression";
import { linearModel } from "../../lib/src/models/linear-model";
import { useBackend } from "../../lib/src/base/backend";
import { tensorsLeftBy } from "../../lib/src/base/memory";
import { random } from "../../lib/src/base/random";
import { ShapeError } from "../../lib/src/base/shapes";
import { gradientCheck, type GradientRow, gradientTable } from "../../lib/src/training/gradient-check";

const worst = (rows: readonly GradientRow[]): number => Math.max(...rows.map((row) => row.relativeDeviation));

/** Linear regression's mean squared loss with its gradients (1/n) Xᵀ(Xw + b − y) and (1/n) Σ (Xw + b − y). */
function regression({ n = 200, w = [0.5, -1], b = 0.1 } = {}) {
  const rng = random(4);
  const X = tf.tensor2d(rng.normals(n * 2), [n, 2]);
  const truth = tf.tensor1d([2, -3.4]);
  const y = linearModel(X, truth, tf.scalar(4.2));
  const at: [tf.Tensor1D, tf.Scalar] = [tf.tensor1d(w), tf.scalar(b)];
  const error = linearModel(X, ...at).sub(y);
  return {
    f: (w: tf.Tensor1D, b: tf.Scalar) => squaredLoss(linearModel(X, w, b), y).mean(),
    at,
    byHand: [tf.dot(X.transpose(), error).div(n), error.mean()],
    names: ["w", "b"],
  };
}

beforeAll(() => useBackend());

test("the three gradients of linear regression agree", () => {
  const rows = tf.tidy(() => gradientCheck(regression()));
  expect(rows.map(({ name, index }) => [name, index])).toEqual([
    ["w", [0]],
    ["w", [1]],
    ["b", []],
  ]);
  for (const row of rows) {
    expect(row.automatic / row.byHand).toBeCloseTo(1, 5);
    expect(row.finiteDifference / row.byHand).toBeCloseTo(1, 3);
  }
  expect(worst(rows)).toBeLessThan(1e-3);
});

test("they still agree where the gradient vanishes", () => {
  const rows = tf.tidy(() => gradientCheck(regression({ w: [2, -3.4], b: 4.2 })));
  expect(worst(rows)).toBeLessThan(0.01);
});

test("a sum of cubes has the gradient 3x², element by element", () => {
  const x = [-2, 0, 0.5, 3, 40, 1e-3];
  const rows = tf.tidy(() =>
    gradientCheck({
      f: (x: tf.Tensor2D) => x.pow(3).sum(),
      at: [tf.tensor2d(x, [2, 3])],
      byHand: [tf.tensor2d(x, [2, 3]).square().mul(3)],
    }),
  );
  expect(rows.map(({ index }) => index)).toEqual([
    [0, 0],
    [0, 1],
    [0, 2],
    [1, 0],
    [1, 1],
    [1, 2],
  ]);
  expect(new Set(rows.map(({ name }) => name))).toEqual(new Set(["x"]));
  rows.forEach(({ byHand }, i) => expect(byHand / (3 * x[i] ** 2) || 1).toBeCloseTo(1, 5));
  expect(worst(rows)).toBeLessThan(0.01);
});

test("softmax regression's gradient is the softmax minus the one-hot label", () => {
  const rows = tf.tidy(() => {
    const logits = tf.tensor2d(random(1).normals(12, 0, 3), [4, 3]);
    const labels = tf.oneHot(tf.tensor1d([0, 2, 1, 1], "int32"), 3).toFloat();
    return gradientCheck({
      f: (o: tf.Tensor2D) => o.logSoftmax().mul(labels).sum().neg(),
      at: [logits],
      byHand: [logits.softmax().sub(labels)],
    });
  });
  expect(worst(rows)).toBeLessThan(0.01);
});

test.each<[string, (right: tf.Tensor) => tf.Tensor, number]>([
  ["a lost factor 2", (right) => right.mul(2), 0.5],
  ["a wrong sign", (right) => right.neg(), 2],
  ["a tenth too much", (right) => right.mul(1.1), 0.1 / 1.1],
])("%s by hand is found out, and nothing else", (_, wrong, deviation) => {
  const rows = tf.tidy(() => {
    const { byHand, ...rest } = regression();
    return gradientCheck({ ...rest, byHand: [wrong(byHand[0]), byHand[1]] });
  });
  rows.slice(0, 2).forEach((row) => expect(row.relativeDeviation).toBeCloseTo(deviation, 2));
  expect(rows[2].relativeDeviation).toBeLessThan(1e-3);
});

test("a missing factor of 2 is found in a narrow valley, where the slopes nearby are far steeper", () => {
  const [row] = tf.tidy(() =>
    gradientCheck({
      f: (x: tf.Scalar) => x.square().mul(1000),
      at: [tf.scalar(1e-4)],
      byHand: [tf.scalar(0.4)],
    }),
  );
  expect(row.automatic).toBeCloseTo(0.2, 5);
  expect(row.relativeDeviation).toBeCloseTo(0.5, 1);
});

test("a function that is the same everywhere has no deviation", () => {
  const [row] = tf.tidy(() =>
    gradientCheck({ f: (x: tf.Scalar) => x.mul(0), at: [tf.scalar(3)], byHand: [tf.scalar(0)] }),
  );
  expect(row).toMatchObject({ automatic: 0, finiteDifference: 0, relativeDeviation: 0 });
});

test("a sum taken for a mean is found out", () => {
  const rows = tf.tidy(() => {
    const { byHand, ...rest } = regression({ n: 50 });
    return gradientCheck({ ...rest, byHand: byHand.map((right) => right.mul(50)) });
  });
  rows.forEach((row) => expect(row.relativeDeviation).toBeCloseTo(49 / 50, 3));
});

test("an automatic gradient that is wrong is found out by the finite differences", () => {
  const halved = tf.customGrad((x) => ({
    value: (x as tf.Tensor).square().sum(),
    gradFunc: (dy: tf.Tensor) => dy.mul(x as tf.Tensor),
  }));
  const [row] = tf.tidy(() => {
    const x = tf.tensor1d([3]);
    return gradientCheck({ f: (x: tf.Tensor1D) => halved(x), at: [x], byHand: [x] });
  });
  expect(row).toMatchObject({ byHand: 3, automatic: 3 });
  expect(row.finiteDifference).toBeCloseTo(6, 2);
  expect(row.relativeDeviation).toBeCloseTo(0.5, 2);
});

test("all tensors are freed, and those given stay", async () => {
  const given = regression();
  const { tensors } = await tensorsLeftBy(() => gradientCheck(given));
  expect(tensors).toBe(0);
  expect([...given.at[0].dataSync()]).toEqual([0.5, -1]);
  const { tensors: afterError } = await tensorsLeftBy(() => {
    expect(() => gradientCheck({ ...given, f: (w: tf.Tensor1D, b: tf.Scalar) => w.mul(b) })).toThrow(
      ShapeError,
    );
  });
  expect(afterError).toBe(0);
});

test("variables will do as arguments", () => {
  const w = tf.variable(tf.tensor1d([1, 2]));
  const rows = gradientCheck({
    f: (w: tf.Tensor1D) => w.square().sum(),
    at: [w],
    byHand: [tf.tensor1d([2, 4])],
  });
  expect(worst(rows)).toBeLessThan(1e-3);
  expect([...w.dataSync()]).toEqual([1, 2]);
  w.dispose();
});

describe("gradientCheck() refuses", () => {
  const x = () => tf.tensor1d([1, 2]);
  const sum = (x: tf.Tensor) => x.sum();
  const given = () => ({ f: sum, at: [x()] as [tf.Tensor], byHand: [tf.ones([2])] as tf.Tensor[] });
  type Options = Parameters<typeof gradientCheck<[tf.Tensor]>>[0];

  test.each<[string, () => Partial<Options>, RegExp]>([
    ["no arguments", () => ({ at: [] as never, byHand: [] }), /at must list the arguments of f, got none/],
    ["a gradient too few", () => ({ byHand: [] }), /byHand must have one entry per argument, 1, got 0/],
    ["a name too many", () => ({ names: ["a", "b"] }), /names must have one entry per argument, 1, got 2/],
    [
      "a gradient by hand of another shape",
      () => ({ byHand: [tf.ones([2, 1])], names: ["w"] }),
      /byHand for w must have shape \[2\], got \[2, 1\]\. It is a column: .*flatten/,
    ],
    ["a function of another shape", () => ({ f: (x) => x.mul(2) }), /f must return a scalar, .* got \[2\]/],
    ["a function that returns a number", () => ({ f: (() => 3) as never }), /scalar tensor, got a number/],
    ["an asynchronous function", () => ({ f: (() => Promise.resolve()) as never }), /got a promise/],
    ["NaN in the arguments", () => ({ at: [tf.tensor1d([1, NaN])] }), /at for x must hold finite numbers/],
    [
      "NaN by hand",
      () => ({ byHand: [tf.tensor1d([NaN, 1])] }),
      /byHand for x must hold .* got NaN at index 0/,
    ],
    ["a function that is NaN", () => ({ f: (x) => x.neg().log().sum() }), /f at the place given must hold/],
    [
      "a function that is NaN beside the place",
      () => ({ at: [tf.tensor1d([1, 1e-9])], f: (x) => x.log().sum() }),
      /f, one finite-difference step from x, must hold finite numbers only/,
    ],
    [
      "an infinite slope",
      () => ({ at: [tf.tensor1d([0, 1])], f: (x) => x.sqrt().sum() }),
      /the automatic gradient by x must hold finite/,
    ],
    ["whole numbers", () => ({ at: [tf.tensor1d([1, 2], "int32")] }), /at for x must be a tensor of float32/],
    ["numbers for tensors", () => ({ byHand: [3 as never] }), /byHand for x must be .* got a number/],
    [
      "a function that does not depend on its argument",
      () => {
        const other = x();
        return { f: () => other.sum() };
      },
      /TensorFlow finds no automatic gradient of f.*must lead from each of x/,
    ],
  ])("%s", (_, changes, message) => {
    tf.tidy(() => {
      expect(() => gradientCheck<[tf.Tensor]>({ ...given(), ...changes() })).toThrow(message);
    });
  });
});

const row = (place: number, relativeDeviation: number): GradientRow => ({
  ...{ name: "w", index: [place], byHand: 1, automatic: 1, finiteDifference: 1, relativeDeviation },
});

test("the table is aligned, with the largest deviation below it", () => {
  const rows: GradientRow[] = [
    {
      ...{ name: "w", index: [0], byHand: -1.5, automatic: -1.5, finiteDifference: -1.50012 },
      relativeDeviation: 8e-5,
    },
    {
      ...{ name: "w", index: [10], byHand: 12345.6, automatic: 12345.6, finiteDifference: 0.000012345 },
      relativeDeviation: 0.5,
    },
    { name: "b", index: [], byHand: 0, automatic: 0, finiteDifference: 0, relativeDeviation: 0 },
  ];
  expect(gradientTable(rows).split("\n")).toEqual([
    "       by hand  automatic  finite differences  deviation",
    "────────────────────────────────────────────────────────",
    "w[0]      −1.5       −1.5                −1.5       8e−5",
    "w[10]    12350      12350            1.234e−5        0.5",
    "b            0          0                   0          0",
    "largest relative deviation: 0.5 (w[10])",
  ]);
});

test("of many rows those that deviate most are shown, in their order", () => {
  const rows = Array.from({ length: 1500 }, (_, place) => row(place, place === 700 ? 0.9 : place / 1e6));
  const lines = gradientTable(rows, { maxRows: 3 }).split("\n");
  expect(lines.slice(2, 5).map((line) => line.split(" ")[0])).toEqual(["w[700]", "w[1498]", "w[1499]"]);
  expect(lines.slice(5)).toEqual([
    "… and 1,497 more, none of which deviates more",
    "largest relative deviation: 0.9 (w[700])",
  ]);
});

test("elements of matrices are named by row and column", () => {
  expect(gradientTable([{ ...row(0, 0), index: [2, 3] }])).toContain("w[2, 3]");
});

test.each([
  [[], {}, /gradientTable: the number of rows must be a whole number ≥ 1, got 0/],
  [[row(0, 0)], { maxRows: 0 }, /gradientTable: maxRows must be a whole number ≥ 1, got 0/],
  [[row(0, 0)], { maxRows: 1.5 }, /got 1.5/],
])("%j with %j is refused", (rows, options, message) => {
  expect(() => gradientTable(rows, options)).toThrow(message);
});

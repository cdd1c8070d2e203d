import * as tf from "@tensorflow/tfjs";
import fc from "fast-check";
import {
  crossEntropy,
  crossEntropyOfProbabilities,
  crossEntropyOfTargets,
  logSumExp,
  softmax,
} from "../../lib/src/losses/cross-entropy";
import { multiclassHinge } from "../../lib/src/losses/multiclass-hinge";
import { oneHot, smoothLabels } from "../../lib/src/losses/labels";
import { useBackend } from "../../lib/src/base/backend";
import { tensorsLeftBy } from "../../lib/src/base/memory";
import { random } from "../../lib/src/base/random";
import { gradientCheck } from "../../lib/src/training/gradient-check";
import figures from "../figures/softmax.json";

type Loss = (logits: tf.Tensor2D, y: tf.Tensor1D) => tf.Tensor1D;

const labels = (values: number[]) => tf.tensor1d(values, "int32");
const valuesOf = (make: () => tf.Tensor) => [...tf.tidy(() => make().dataSync())];
const near = (values: number[], digits = 5) => values.map((value) => expect.closeTo(value, digits) as number);
const gradientOf = (loss: Loss, logits: number[][], y: number[]) =>
  valuesOf(() => tf.grad((o) => loss(o as tf.Tensor2D, labels(y)).sum())(tf.tensor2d(logits)));

const smoothed: Loss = (logits, y) =>
  tf.tidy(() => crossEntropyOfTargets(logits, smoothLabels(y, logits.shape[1], { epsilon: 0.1 })));
const ofProbabilities: Loss = (logits, y) => tf.tidy(() => crossEntropyOfProbabilities(softmax(logits), y));
const losses: [string, Loss][] = [
  ["crossEntropy", crossEntropy],
  ["crossEntropyOfProbabilities", ofProbabilities],
  ["crossEntropyOfTargets with smoothed labels", smoothed],
  ["multiclassHinge", multiclassHinge],
];

beforeAll(() => useBackend());
afterEach(() => expect(tf.memory().numTensors).toBe(0));

describe("compared with NumPy", () => {
  const logits = () => tf.tensor2d(random(3).normals(25), [5, 5]).mul<tf.Tensor2D>(3);
  const y = [0, 4, 2, 2, 1];
  const { crossEntropy: plain, smoothed: smooth, hinge } = figures.losses;
  test.each([
    ["crossEntropy", crossEntropy, plain],
    ["crossEntropyOfProbabilities", ofProbabilities, plain],
    ["crossEntropyOfTargets with ε = 0.1", smoothed, smooth],
    ["multiclassHinge", multiclassHinge, hinge],
  ])("%s is the same", (_, loss, expected) => {
    expect(valuesOf(() => loss(logits(), labels(y)))).toEqual(near(expected));
  });
});

test.each(losses)("%s has the gradient that finite differences find", (_, loss) => {
  const rows = tf.tidy(() => {
    const at = tf.tensor2d(random(5).normals(12), [3, 4]);
    const f = (o: tf.Tensor) => loss(o as tf.Tensor2D, labels([1, 3, 0])).sum();
    return gradientCheck({ f, at: [at], byHand: [tf.grad(f)(at)] });
  });
  expect(Math.max(...rows.map((row) => row.relativeDeviation))).toBeLessThan(0.03);
});

test("the gradient of the cross-entropy is softmax(o) − y, as derived by hand", () => {
  const o = [[0.5, -1, 2]];
  const powers = o[0].map(Math.exp);
  const total = powers.reduce((a, b) => a + b);
  expect(gradientOf(crossEntropy, o, [1])).toEqual(
    near(powers.map((power, j) => power / total - (j === 1 ? 1 : 0))),
  );
});

test("a weighted sum of losses weighs the gradient of each sample", () => {
  const gradient = valuesOf(() =>
    tf.grad((o) =>
      crossEntropy(o as tf.Tensor2D, labels([0, 0]))
        .mul(tf.tensor1d([1, 3]))
        .sum(),
    )(tf.zeros([2, 2])),
  );
  expect(gradient).toEqual(near([-0.5, 0.5, -1.5, 1.5]));
});

describe("at the extremes", () => {
  const extremes = [
    [1000, -1000, 0],
    [1000, -1000, 0],
    [-1000, -1000, -1000],
    [1e38, -1e38, 0],
  ];
  const y = [0, 1, 2, 0];

  test("softmax neither overflows nor divides by 0", () => {
    expect(valuesOf(() => softmax(tf.tensor2d(extremes)))).toEqual(
      near([1, 0, 0, 1, 0, 0, 1 / 3, 1 / 3, 1 / 3, 1, 0, 0]),
    );
  });

  test("logSumExp is the largest logit where it is far ahead", () => {
    const values = valuesOf(() => logSumExp(tf.tensor2d(extremes)));
    expect(values.slice(0, 3)).toEqual(near([1000, 1000, -1000 + Math.log(3)], 3));
    expect(values[3] / 1e38).toBeCloseTo(1, 6);
  });

  test("crossEntropy is finite, the one from probabilities infinite after underflow", () => {
    const finite = valuesOf(() => crossEntropy(tf.tensor2d(extremes), labels(y)));
    expect(finite).toEqual(near([0, 2000, Math.log(3), 0]));
    expect(valuesOf(() => ofProbabilities(tf.tensor2d(extremes), labels(y)))[1]).toBe(Infinity);
  });

  test("the gradient of crossEntropy is finite and right", () => {
    expect(gradientOf(crossEntropy, extremes, y)).toEqual(
      near([...[0, 0, 0], ...[1, -1, 0], ...[1 / 3, 1 / 3, -2 / 3], ...[0, 0, 0]]),
    );
  });

  test("oneHot is 1 at the label and 0 elsewhere, in float32", () => {
    const codes = tf.tidy(() => {
      const made = oneHot(labels([2, 0, 1, 2]), 3);
      return { dtype: made.dtype, rows: made.arraySync() };
    });
    expect(codes).toEqual({
      dtype: "float32",
      rows: [
        [0, 0, 1],
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ],
    });
  });

  test("with one class the probability is 1, and the loss has nothing to tell apart", () => {
    expect(valuesOf(() => softmax(tf.tensor2d([[-7], [7]])))).toEqual([1, 1]);
    expect(valuesOf(() => logSumExp(tf.tensor2d([[-7], [7]])))).toEqual([-7, 7]);
    expect(() => valuesOf(() => crossEntropy(tf.tensor2d([[7]]), labels([0])))).toThrow(
      /oneHot: q must be a whole number ≥ 2, got 1/,
    );
  });
});

test.each(losses)("%s of whole numbers is that of the same numbers in float32", (_, loss) => {
  const O = [
    [1, 2, 3],
    [0, 0, 5],
  ];
  const [whole, float] = (["int32", "float32"] as const).map((dtype) =>
    valuesOf(() => loss(tf.tensor2d(O, [2, 3], dtype), labels([1, 2]))),
  );
  expect(whole).toEqual(near(float));
});

test.each(losses)("%s carries NaN on, in the row where it is", (_, loss) => {
  const logits = [
    [NaN, 1, 2],
    [0, 0, 0],
  ];
  const values = valuesOf(() => loss(tf.tensor2d(logits), labels([1, 1])));
  expect(values.map(Number.isNaN)).toEqual([true, false]);
});

const row = fc.array(fc.float({ min: -30, max: 30, noNaN: true }), { minLength: 2, maxLength: 8 });

test("logSumExp lies between the largest logit and that plus log q, and shifts with the logits", () => {
  fc.assert(
    fc.property(row, fc.integer({ min: -20, max: 20 }), (o, shift) => {
      const [value, moved] = valuesOf(() => logSumExp(tf.tensor2d([o, o.map((v) => v + shift)])));
      const largest = Math.max(...o);
      expect(value).toBeGreaterThanOrEqual(largest - 1e-4);
      expect(value).toBeLessThanOrEqual(largest + Math.log(o.length) + 1e-4);
      expect(moved - value).toBeCloseTo(shift, 3);
    }),
    { numRuns: 30 },
  );
});

test("softmax is positive, sums to 1, keeps the order, and does not change with a shift", () => {
  fc.assert(
    fc.property(row, fc.integer({ min: -20, max: 20 }), (o, shift) => {
      const all = valuesOf(() => softmax(tf.tensor2d([o, o.map((v) => v + shift)])));
      const [p, moved] = [all.slice(0, o.length), all.slice(o.length)];
      expect(p.reduce((a, b) => a + b)).toBeCloseTo(1, 5);
      expect(p.indexOf(Math.max(...p))).toBe(p.indexOf(p[o.indexOf(Math.max(...o))]));
      expect(moved).toEqual(near(p, 4));
    }),
    { numRuns: 30 },
  );
});

test("from logits or from probabilities, from labels or from one-hot codes, it is one cross-entropy", () => {
  fc.assert(
    fc.property(row, fc.nat(), (o, draw) => {
      const y = [draw % o.length];
      const logits = o.map((v) => v / 2);
      const all = valuesOf(() => {
        const O = tf.tensor2d([logits]);
        const codes = smoothLabels(labels(y), o.length, { epsilon: 0 });
        return tf.stack([
          crossEntropy(O, labels(y)),
          ofProbabilities(O, labels(y)),
          crossEntropyOfTargets(O, codes),
          logSumExp(O).sub(O.mul(codes).sum(1)),
        ]);
      });
      expect(all).toEqual(near(new Array<number>(4).fill(all[0]), 3));
    }),
    { numRuns: 30 },
  );
});

test("the floor of the loss with smoothed labels is their entropy, reached by a lead of log 91", () => {
  const [q, epsilon] = [10, 0.1];
  const [high, low] = [1 - epsilon + epsilon / q, epsilon / q];
  const entropy = -high * Math.log(high) - (q - 1) * low * Math.log(low);
  const gap = Math.log(high / low);
  const at = (lead: number) =>
    valuesOf(() => smoothed(tf.tensor2d([[lead, ...new Array<number>(q - 1).fill(0)]]), labels([0])))[0];
  expect(at(gap)).toBeCloseTo(entropy, 5);
  expect(entropy).toBeCloseTo(0.5003, 3);
  for (const lead of [gap - 0.5, gap + 0.5, 50]) expect(at(lead)).toBeGreaterThan(entropy + 0.005);
});

test("smoothed labels sum to 1 and spread ε over all classes", () => {
  expect(valuesOf(() => smoothLabels(labels([1, 0]), 4, { epsilon: 0.2 }))).toEqual(
    near([0.05, 0.85, 0.05, 0.05, 0.85, 0.05, 0.05, 0.05]),
  );
});

test("multiclassHinge sums the shortfalls of the lead, as by hand", () => {
  const O = [
    [2, 1.5, -1],
    [5, 0, 0],
    [0, 0, 0],
  ];
  expect(valuesOf(() => multiclassHinge(tf.tensor2d(O), labels([0, 0, 1])))).toEqual(near([0.5, 0, 2]));
  expect(valuesOf(() => multiclassHinge(tf.tensor2d(O), labels([0, 0, 1]), { margin: 4 }))).toEqual(
    near([4.5, 0, 8]),
  );
});

test.each(losses)("%s leaves no tensor but its result", async (_, loss) => {
  const [logits, y] = [tf.ones<tf.Rank.R2>([2, 3]), labels([0, 2])];
  const { result, tensors } = await tensorsLeftBy(() => loss(logits, y));
  expect(tensors).toBe(1);
  tf.dispose([logits, y, result]);
});

test.each([
  [[0, 3], /must hold whole numbers from 0 to 2, one of q = 3 classes, got 3 at index 1 of 2/],
  [[-1, 0], /got -1 at index 0 of 2/],
])("labels %j of three classes are refused by each", (y, message) => {
  tf.tidy(() => {
    for (const [, loss] of losses) expect(() => loss(tf.ones([2, 3]), labels(y))).toThrow(message);
    expect(() => oneHot(labels(y), 3)).toThrow(message);
  });
});

test("shapes and types that do not fit are refused", () => {
  tf.tidy(() => {
    const O = tf.ones<tf.Rank.R2>([2, 3]);
    for (const [, loss] of losses) {
      expect(() => loss(O, labels([0]))).toThrow(/must have shape .* with n = 2/);
      expect(() => loss(O, tf.tensor1d([0, 1]))).toThrow(/must be class labels in int32, got float32/);
    }
    expect(() => crossEntropyOfTargets(O, tf.ones([3, 2]))).toThrow(/targets must have shape \[n, q\]/);
    expect(() => softmax(tf.ones([3]) as unknown as tf.Tensor2D)).toThrow(/logits must have shape \[n, q\]/);
    expect(() => smoothLabels(labels([0]), 2, { epsilon: 1.5 })).toThrow(
      /epsilon must be a number from 0 to 1, got 1.5/,
    );
    expect(() => smoothLabels(labels([0]), 2, { epsilon: NaN })).toThrow(/epsilon/);
    expect(() => multiclassHinge(O, labels([0, 1]), { margin: 0 })).toThrow(
      /margin must be a finite number above 0/,
    );
    expect(() => oneHot(labels([0]), 0)).toThrow(/q must be a whole number ≥ 2, got 0/);
  });
});

test("multiclassHinge does not hide that a training has diverged", () => {
  const loss = (logits: number[][]) => valuesOf(() => multiclassHinge(tf.tensor2d(logits), labels([0])))[0];
  for (const logit of [NaN, Infinity]) expect(Number.isFinite(loss([[logit, 1, 2]]))).toBe(false);
});

test("where the margin is just reached, multiclassHinge has no slope", () => {
  expect(gradientOf(multiclassHinge, [[1, 0]], [0])).toEqual(
    [0, 0].map((zero) => expect.closeTo(zero) as number),
  );
});

test("every backend refuses a missing label, whether or not it was cast to int32", () => {
  const missing = tf.tensor1d([1, NaN]);
  const cast = missing.toInt();
  expect(() => oneHot(cast, 3)).toThrow(/labels must hold whole numbers .* got -2147483648 at index 1/);
  expect(() => oneHot(missing, 3)).toThrow(
    /labels must be class labels in int32, .* which NaN at index 1 is not/,
  );
  tf.dispose([missing, cast]);
});

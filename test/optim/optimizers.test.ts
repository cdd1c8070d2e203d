import * as tf from "@tensorflow/tfjs";
import { adam } from "../../lib/src/optim/adam";
import { momentum, sgd } from "../../lib/src/optim/sgd";
import type { Optimizer } from "../../lib/src/optim/optimizer";
import { weightDecay } from "../../lib/src/optim/weight-decay";
import { useBackend } from "../../lib/src/base/backend";
import { ShapeError } from "../../lib/src/base/shapes";

const variable = (values: number[]) => tf.tidy(() => tf.variable(tf.tensor1d(values)));

/** Steps on ½Σλx², whose gradient is λx, from [1, −2] with λ = [1, 3], by summed gradients of batches of 4. */
function walk(optimizer: Optimizer, rates: number[]): number[][] {
  const x = variable([1, -2]);
  const path = rates.map((rate) => {
    tf.tidy(() => optimizer([x], [x.mul(tf.tensor1d([1, 3])).mul(4)], rate, 4));
    return [...x.dataSync()];
  });
  x.dispose();
  optimizer.dispose?.();
  return path;
}

const close = (path: number[][], digits = 5) =>
  path.map((at) => at.map((value) => expect.closeTo(value, digits) as number));

const rates = [0.1, 0.1, 0.2, 0.05, 0.1, 0.1];
const gradientAt = (x: number[]) => [x[0], 3 * x[1]];

beforeAll(() => useBackend());
afterEach(() => expect(tf.memory().numTensors).toBe(0));

test("momentum() steps as its recursion in float64, with a rate that changes", () => {
  let x = [1, -2];
  let v = [0, 0];
  const expected = rates.map((rate) => {
    v = gradientAt(x).map((g, j) => 0.8 * v[j] + g);
    return (x = x.map((value, j) => value - rate * v[j]));
  });
  expect(walk(momentum({ beta: 0.8 }), rates)).toEqual(close(expected));
});

test("momentum() is the framework's own", () => {
  const framework = tf.train.momentum(0.1, 0.9);
  const x = variable([1, -2]);
  const path = Array.from({ length: 5 }, () => {
    tf.tidy(
      () =>
        void framework.minimize(() =>
          x
            .square()
            .mul(tf.tensor1d([0.5, 1.5]))
            .sum(),
        ),
    );
    return [...x.dataSync()];
  });
  x.dispose();
  framework.dispose();
  // The framework's learning rate, which its own dispose() forgets.
  (framework as unknown as { c: tf.Tensor }).c.dispose();
  expect(walk(momentum(), [0.1, 0.1, 0.1, 0.1, 0.1])).toEqual(close(path));
});

test("on a constant gradient, momentum's steps grow to 1/(1 − β) times those of sgd", () => {
  const x = variable([0]);
  const optimizer = momentum({ beta: 0.5 });
  let before = 0;
  for (let i = 0; i < 30; i++) {
    before = x.dataSync()[0];
    tf.tidy(() => optimizer([x], [tf.tensor1d([1])], 0.1, 1));
  }
  expect(x.dataSync()[0] - before).toBeCloseTo(-0.2, 5);
  tf.dispose(x);
  optimizer.dispose();
});

test("momentum() without momentum is sgd", () => {
  expect(walk(momentum({ beta: 0 }), rates)).toEqual(close(walk(sgd, rates), 6));
});

test("adam() steps as Kingma and Ba's algorithm in float64, with a rate that changes", () => {
  let x = [1, -2];
  let [m, v] = [
    [0, 0],
    [0, 0],
  ];
  const expected = rates.map((rate, t) => {
    const g = gradientAt(x);
    m = m.map((mj, j) => 0.9 * mj + 0.1 * g[j]);
    v = v.map((vj, j) => 0.999 * vj + 0.001 * g[j] ** 2);
    const corrected = (value: number, beta: number) => value / (1 - beta ** (t + 1));
    return (x = x.map(
      (xj, j) => xj - (rate * corrected(m[j], 0.9)) / (Math.sqrt(corrected(v[j], 0.999)) + 1e-7),
    ));
  });
  expect(walk(adam(), rates)).toEqual(close(expected, 4));
});

test("adam's first step is the learning rate, whatever the scale of the gradient", () => {
  for (const scale of [1e-3, 1, 1e3]) {
    const x = variable([0, 0]);
    const optimizer = adam();
    tf.tidy(() => optimizer([x], [tf.tensor1d([scale, -7 * scale])], 0.25, 1));
    expect([...x.dataSync()]).toEqual([expect.closeTo(-0.25, 3), expect.closeTo(0.25, 3)]);
    tf.dispose(x);
    optimizer.dispose();
  }
});

test("under sgd, weight decay is the penalty (λ/2)‖w‖², whose gradient is found automatically", () => {
  const penalised = variable([1, -2]);
  const path = rates.map((rate) => {
    tf.tidy(() => {
      const lossOfFour = () =>
        penalised
          .square()
          .mul(tf.tensor1d([0.5, 1.5]))
          .sum()
          .add(
            penalised
              .square()
              .sum()
              .mul(0.7 / 2),
          )
          .mul<tf.Scalar>(4);
      const { grads } = tf.variableGrads(lossOfFour, [penalised]);
      sgd([penalised], [grads[penalised.name]], rate, 4);
    });
    return [...penalised.dataSync()];
  });
  penalised.dispose();
  expect(walk(weightDecay(sgd, { lambda: 0.7 }), rates)).toEqual(close(path));
  expect(walk(weightDecay(sgd, { lambda: 0 }), rates)).toEqual(close(walk(sgd, rates), 12));
});

test("weight decay spares the parameters that do not decay", () => {
  const [w, b] = [variable([2]), variable([2])];
  const optimizer = weightDecay(sgd, { lambda: 0.5, decays: (i) => i === 0 });
  tf.tidy(() => optimizer([w, b], [tf.zeros([1]), tf.zeros([1])], 0.1, 1));
  expect([w.dataSync()[0], b.dataSync()[0]]).toEqual([expect.closeTo(1.9, 6), 2]);
  tf.dispose([w, b]);
});

test("weight decay around adam passes the step on and frees adam's memory", () => {
  const path = walk(weightDecay(adam(), { lambda: 0.1 }), [0.1]);
  // 0.99 · 1 − 0.1 and 0.99 · (−2) + 0.1
  expect(path).toEqual(close([[0.89, -1.88]], 4));
});

const makers: [string, () => Optimizer][] = [
  ["momentum", () => momentum()],
  ["adam", () => adam()],
  ["sgd", () => sgd],
  ["weightDecay", () => weightDecay(sgd, { lambda: 0.1 })],
];

describe.each(makers)("%s refuses", (name, make) => {
  let x: tf.Variable;
  let gradient: tf.Tensor;
  let optimizer: Optimizer;
  beforeEach(() => {
    x = variable([1, 2]);
    gradient = tf.tensor1d([3, 4]);
    optimizer = make();
  });
  afterEach(() => {
    tf.dispose([x, gradient]);
    optimizer.dispose?.();
    expect(tf.memory().numTensors).toBe(0);
  });

  test.each([0, -1, NaN, Infinity])("a learning rate of %p", (rate) => {
    expect(() => optimizer([x], [gradient], rate, 1)).toThrow(
      `${name}: learningRate must be a finite number above 0`,
    );
  });
  test.each([0, -1, 1.5])("a batch size of %p", (size) => {
    expect(() => optimizer([x], [gradient], 0.1, size)).toThrow(
      `${name}: batchSize must be a whole number ≥ 1`,
    );
  });
  test("gradients that are too few, too many, or missing from their list", () => {
    const missing = undefined as unknown as tf.Tensor;
    for (const few of [[], [gradient, gradient]]) {
      expect(() => optimizer([x], few, 0.1, 1)).toThrow(
        `${name}: gradients must have one tensor for each of the 1 parameters, got ${few.length}.`,
      );
    }
    expect(() => optimizer([x], [missing], 0.1, 1)).toThrow(
      `${name}: the gradient of parameter 0 must have shape [2], got undefined.`,
    );
  });
  test.each([[[]], [[1]], [[2, 1]], [[1, 2]]])(
    "a gradient of shape %j, which would be broadcast, and moves nothing, not even the parameter before",
    (shape) => {
      const [other, wrong] = [variable([5]), tf.ones(shape)];
      const step = () => optimizer([other, x], [other, wrong], 0.1, 1);
      expect(step).toThrow(ShapeError);
      expect(step).toThrow(
        `${name}: the gradient of parameter 1 must have shape [2], got [${shape.join(", ")}].`,
      );
      expect([...other.dataSync(), ...x.dataSync()]).toEqual([5, 1, 2]);
      tf.dispose([other, wrong]);
    },
  );
  test("a gradient or a parameter that was disposed of, and moves nothing", () => {
    const [other, gone] = [variable([5]), variable([1, 2])];
    gone.dispose();
    const message = "must not be disposed of before its last use, got a disposed tensor of shape [2].";
    expect(() => optimizer([other, x], [other, gone], 0.1, 1)).toThrow(
      `${name}: the gradient of parameter 1 ${message}`,
    );
    expect(() => optimizer([other, gone], [other, gradient], 0.1, 1)).toThrow(
      `${name}: parameter 1 ${message}`,
    );
    expect(other.dataSync()[0]).toBe(5);
    other.dispose();
  });
  test("a parameter of whole numbers, and moves nothing", () => {
    const [other, whole] = [variable([5]), tf.tidy(() => tf.variable(tf.tensor1d([1, 2], "int32")))];
    expect(() => optimizer([other, whole], [other, gradient], 0.1, 1)).toThrow(
      `${name}: parameter 1 must be float32, got int32`,
    );
    expect(other.dataSync()[0]).toBe(5);
    tf.dispose([other, whole]);
  });
});

test("a step that the optimizer inside weight decay refuses shrinks nothing", () => {
  const [x, other, gradient] = [variable([1, 2]), variable([3, 4]), tf.tensor1d([1, 1])];
  const optimizer = weightDecay(momentum(), { lambda: 0.5 });
  optimizer([x], [gradient], 0.1, 1);
  expect(() => optimizer([other], [gradient], 0.1, 1)).toThrow(/momentum: parameters must be those/);
  const failing = weightDecay(
    ([parameter]) => {
      parameter.assign(gradient);
      throw new Error("half way");
    },
    { lambda: 0.5 },
  );
  expect(() => failing([other], [gradient], 0.1, 1)).toThrow("half way");
  expect([...other.dataSync()]).toEqual([3, 4]);
  tf.dispose([x, other, gradient]);
  optimizer.dispose();
});

test.each(makers.slice(0, 2))("%s refuses other parameters than those of its first step", (_, make) => {
  const [x, other, gradient] = [variable([1]), variable([1]), variable([1])];
  const optimizer = make();
  const parameters = [x];
  optimizer(parameters, [gradient], 0.1, 1);
  expect(() => optimizer([other], [gradient], 0.1, 1)).toThrow(/parameters must be those of the first step/);
  parameters[0] = other;
  expect(() => optimizer(parameters, [gradient], 0.1, 1)).toThrow(
    /parameters must be those of the first step/,
  );
  tf.dispose([x, other, gradient]);
  optimizer.dispose?.();
});

test.each(makers.slice(0, 2))("%s begins again with an empty memory once it is disposed of", (_, make) => {
  const [x, gradient] = [variable([1]), tf.tensor1d([2])];
  const optimizer = make();
  optimizer([x], [gradient], 0.1, 1);
  const first = x.dataSync()[0] - 1;
  optimizer([x], [gradient], 0.1, 1);
  optimizer.dispose?.();
  const before = x.dataSync()[0];
  optimizer([x], [gradient], 0.1, 1);
  expect(x.dataSync()[0] - before).toBeCloseTo(first, 6);
  tf.dispose([x, gradient]);
  optimizer.dispose?.();
});

test.each<[string, () => unknown, RegExp]>([
  [
    "a momentum of 1",
    () => momentum({ beta: 1 }),
    /momentum: beta must be a number from 0 to below 1, got 1/,
  ],
  ["a momentum below 0", () => momentum({ beta: -0.1 }), /got -0.1/],
  ["a β₂ of 1", () => adam({ beta2: 1 }), /adam: beta2 must be/],
  ["a β₁ below 0", () => adam({ beta1: -0.1 }), /adam: beta1 must be a number from 0 to below 1, got -0.1/],
  ["a β₁ that is NaN", () => adam({ beta1: NaN }), /adam: beta1 must be/],
  ["an ε of 0", () => adam({ epsilon: 0 }), /adam: epsilon must be a finite number above 0/],
  ["a λ below 0", () => weightDecay(sgd, { lambda: -1 }), /weightDecay: lambda must be a finite number ≥ 0/],
])("%s is refused", (_, make, message) => {
  expect(make).toThrow(message);
});

test("a decay of all there is in one step is refused, and moves nothing", () => {
  const x = variable([1]);
  expect(() => weightDecay(sgd, { lambda: 2 })([x], [x], 0.5, 1)).toThrow(
    /weightDecay: learningRate · lambda must be below 1, got 0.5 · 2/,
  );
  expect(x.dataSync()[0]).toBe(1);
  x.dispose();
});

test.each(makers)("%s refuses a tensor that cannot be moved, and leaves none behind", (_, make) => {
  const x = tf.tensor1d([1]);
  const before = tf.memory().numTensors;
  const optimizer = make();
  expect(() => optimizer([x as tf.Variable], [x], 0.1, 1)).toThrow(/parameter 0 must be a tf.Variable/);
  expect(tf.memory().numTensors).toBe(before);
  x.dispose();
});

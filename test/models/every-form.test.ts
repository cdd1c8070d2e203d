import * as tf from "@tensorflow/tfjs";
import type { Batch } from "../../lib/src/data/batches";
import { linearRegressionOnArrays } from "../../lib/src/models/linear-regression/typed-arrays";
import { softmaxRegressionOnArrays } from "../../lib/src/models/softmax-regression/typed-arrays";
import { useBackend } from "../../lib/src/base/backend";
import { random } from "../../lib/src/base/random";
import { ShapeError } from "../../lib/src/base/shapes";
import { resultOf } from "../../lib/src/models/trainable";
import { goodBatch, type Model, modelForms, type Start } from "./forms";

beforeAll(() => useBackend());
let atFirst: number;
beforeEach(() => void (atFirst = tf.memory().numTensors));
afterEach(() => expect(tf.memory().numTensors).toBe(atFirst));

/** Parts of a batch that the compiler would refuse in their place. */
interface WrongParts {
  X?: tf.Tensor;
  y?: tf.Tensor;
  size?: number;
}
type Wrong = [what: string, parts: () => WrongParts, message: string];

const vector = (values: number[], dtype?: "int32") => tf.tensor1d(values, dtype);
const gone = <T extends tf.Tensor>(tensor: T): T => (tensor.dispose(), tensor);
const none = undefined as unknown;

const wrongForAll: Wrong[] = [
  ["features of rank 1", () => ({ X: tf.ones([4]) }), "X must have shape [n, 2], got [4]."],
  ["features of rank 3", () => ({ X: tf.ones([4, 2, 1]) }), "X must have shape [n, 2], got [4, 2, 1]."],
  ["a feature too few", () => ({ X: tf.ones([4, 1]) }), "X must have shape [n, 2], got [4, 1]."],
  ["a feature too many", () => ({ X: tf.ones([4, 3]) }), "X must have shape [n, 2], got [4, 3]."],
  ["features that are missing", () => ({ X: none as tf.Tensor }), "X must have shape [n, 2], got undefined."],
  [
    "features that were disposed of",
    () => ({ X: gone(tf.ones([4, 2])) }),
    "X must not be disposed of before its last use, got a disposed tensor of shape [4, 2].",
  ],
  [
    "targets for fewer samples",
    () => ({ y: vector([0, 1, 1], "int32") }),
    "y must have shape [n] with n = 4 as in X, got [3].",
  ],
  [
    "targets in a column",
    () => ({ y: tf.zeros([4, 1], "int32") }),
    "y must have shape [n] with n = 4 as in X, got [4, 1]. It is a column: y.flatten() makes it a vector.",
  ],
  [
    "a single target",
    () => ({ y: tf.scalar(1, "int32") }),
    "y must have shape [n] with n = 4 as in X, got [].",
  ],
  [
    "a batch without a sample",
    () => ({ X: tf.zeros([0, 2]), y: vector([], "int32"), size: 0 }),
    "the number of samples must be a whole number ≥ 1, got 0.",
  ],
  [
    "another size than there are samples",
    () => ({ size: 3 }),
    "size must be 4, the number of rows of X, got 3.",
  ],
  [
    "a size that is missing",
    () => ({ size: none as number }),
    "size must be 4, the number of rows of X, got undefined.",
  ],
];

const labels = (q: number) => `y must hold whole numbers from 0 to ${q - 1}, one of q = ${q} classes, got`;
const wrongForClassifiers = (q: number): Wrong[] => [
  ["a label too large", () => ({ y: vector([0, q, 1, 0], "int32") }), `${labels(q)} ${q} at index 1 of 4.`],
  ["a label below 0", () => ({ y: vector([0, 0, 0, -1], "int32") }), `${labels(q)} -1 at index 3 of 4.`],
  [
    "labels that are not whole numbers",
    () => ({ y: vector([0, 1, NaN, 1]) }),
    "y must be class labels in int32, got float32. y.toInt() makes them so, where they are whole numbers, which NaN at index 2 is not.",
  ],
];

/** What a call throws, at once or later. */
const errorOf = async (run: () => unknown): Promise<Error> => {
  try {
    await run();
  } catch (error) {
    return error as Error;
  }
  throw new Error("nothing was thrown");
};

describe.each(modelForms)("$name", ({ name, make, q, count }) => {
  test.each([...wrongForAll, ...(q ? wrongForClassifiers(q) : [])])(
    "makes no step on %s, in the same words as all forms, and stays as it was",
    async (_, parts, message) => {
      const model = make();
      const before = model.parameters();
      const good = goodBatch(q !== undefined);
      const batch = { ...good, ...parts() } as Batch;
      const { numTensors } = tf.memory();
      const error = await errorOf(() => model.step(batch, 0.1));
      expect(error.message).toBe(`${name}.step: ${message}`);
      const isValue = /must be a whole|must hold/.test(message);
      expect(error).toBeInstanceOf(message.includes("int32") ? TypeError : isValue ? RangeError : ShapeError);
      expect(model.parameters()).toEqual(before);
      expect(tf.memory().numTensors).toBe(numTensors);
      model.dispose();
      tf.dispose([good.X, good.y]);
      if (batch.X !== good.X) tf.dispose(batch.X);
      if (batch.y !== good.y) tf.dispose(batch.y);
    },
  );

  test.each([0, -1, NaN, Infinity])("makes no step with a learning rate of %p", async (rate) => {
    const model = make();
    const { X, y, ...rest } = goodBatch(q !== undefined);
    const error = await errorOf(() => model.step({ X, y, ...rest }, rate));
    expect(error.message).toBe(`${name}.step: learningRate must be a finite number above 0, got ${rate}.`);
    model.dispose();
    tf.dispose([X, y]);
  });

  test("carries a feature that is NaN on into the loss, where train finds it", async () => {
    const model = make();
    const { X, y, ...rest } = goodBatch(q !== undefined);
    const spoilt = tf.tensor2d([1, 2, NaN, 0.5, 3, -2, 0, 1], [4, 2]);
    expect(resultOf(await model.step({ X: spoilt, y, ...rest }, 0.1)).loss).toBeNaN();
    model.dispose();
    tf.dispose([X, y, spoilt]);
  });

  test("draws its first weights from random, with the standard deviation asked for", () => {
    for (const standardDeviation of [undefined, 0.5]) {
      const model = make({ random: random(8), ...(standardDeviation && { standardDeviation }) });
      const expected = random(8).normals(count, 0, standardDeviation ?? 0.01);
      expect(Object.values(model.parameters() as object)[0]).toEqual([...expected]);
      model.dispose();
    }
  });

  test("draws nothing where its weights are given, nor where an option is refused", () => {
    let draws = 0;
    const counting = { normals: (size: number) => (draws++, new Float32Array(size)) };
    const weights = Array.from({ length: count }, (_, i) => i + 0.5);
    const model = make({ random: counting, weights });
    expect(Object.values(model.parameters() as object)[0]).toEqual(weights);
    expect(() => make({ random: counting, standardDeviation: -1 })).toThrow(RangeError);
    expect(() => make({ random: counting, weights: [1] })).toThrow(ShapeError);
    expect(draws).toBe(0);
    model.dispose();
  });

  test.each([
    ["NaN", NaN],
    ["beyond float32", 1e39],
  ])("refuses a first weight that is %s", (_, weight) => {
    const weights = Array.from({ length: count }, (_, i) => (i === 1 ? weight : 0));
    expect(() => make({ weights })).toThrow(/^\w+: [wW] must hold finite numbers only, got .* at index 1/);
  });

  test("can be disposed of twice, and has left nothing", async () => {
    const model = make();
    const { X, y, ...rest } = goodBatch(q !== undefined);
    await model.step({ X, y, ...rest }, 0.1);
    model.dispose();
    expect(() => model.dispose()).not.toThrow();
    tf.dispose([X, y]);
  });
});

const ours = modelForms.filter(({ name }) => !name.endsWith("Concise"));

test.each(ours)("$name sums very many losses to more digits than float32 has", async ({ make, q }) => {
  const lossOf = async (n: number) => {
    const model = make();
    const X = tf.ones<tf.Rank.R2>([n, 2]);
    const y = tf.fill<tf.Rank.R1>([n], q ? 1 : 0.3, q ? "int32" : "float32");
    const { loss } = resultOf(await model.step({ X, y, size: n, indices: new Uint32Array(n) }, 0.01));
    model.dispose();
    tf.dispose([X, y]);
    return loss;
  };
  expect(await lossOf(30_000)).toBeCloseTo(await lossOf(1), 9);
});

const onTensors = modelForms.filter(({ name }) => !name.endsWith("OnArrays"));

test.each(onTensors)("$name cannot be used once it is disposed of, and leaves nothing", async (form) => {
  const { make, q, predictors } = form;
  const model = make();
  const batch = goodBatch(q !== undefined);
  model.dispose();
  const { numTensors } = tf.memory();
  const gone = /must not be disposed of before its last use/;
  expect((await errorOf(() => model.step(batch, 0.1))).message).toMatch(gone);
  const methods = model as unknown as Record<string, (X: tf.Tensor) => unknown>;
  for (const method of predictors) expect(() => methods[method](batch.X)).toThrow(gone);
  expect(tf.memory().numTensors).toBe(numTensors);
  tf.dispose([batch.X, batch.y]);
});

/** Each way in which a form predicts from a tensor. */
const predictions = modelForms.flatMap(({ name, make, q, predictors }) =>
  predictors.map((method) => ({
    name: `${name}.${method}`,
    givesLabels: q !== undefined && method === "predict",
    make: (start?: Start) => {
      const model = make(start) as unknown as Record<string, (X: tf.Tensor) => tf.Tensor> & Model;
      return { predict: (X: tf.Tensor) => model[method](X), dispose: () => model.dispose() };
    },
  })),
);

describe.each(predictions)("$name", ({ name, make }) => {
  test("refuses what has another shape than [n, d], and leaves nothing behind", () => {
    const model = make();
    for (const shape of [[2], [4, 3], [4, 1], [2, 4], [1, 2, 2], []]) {
      const X = tf.ones(shape);
      const { numTensors } = tf.memory();
      expect(() => model.predict(X)).toThrow(`${name}: X must have shape [n, 2], got [${shape.join(", ")}].`);
      expect(tf.memory().numTensors).toBe(numTensors);
      X.dispose();
    }
    expect(() => model.predict(none as tf.Tensor)).toThrow(
      `${name}: X must have shape [n, 2], got undefined.`,
    );
    model.dispose();
  });

  test("gives for each sample alone what it gives for all, and for none nothing", () => {
    const model = make({ random: random(3), standardDeviation: 1 });
    const { X, y } = goodBatch(true);
    const [all, each, nothing] = tf.tidy(() => [
      [...model.predict(X).dataSync()],
      [0, 1, 2, 3].flatMap((i) => [...model.predict(X.slice([i], [1])).dataSync()]),
      [...model.predict(tf.zeros([0, 2])).shape],
    ]);
    expect(each).toEqual(all.map((value) => expect.closeTo(value, 5) as number));
    expect(nothing[0]).toBe(0);
    model.dispose();
    tf.dispose([X, y]);
  });
});

test.each(predictions.filter(({ givesLabels }) => givesLabels))(
  "$name has no label for a sample with a feature that is NaN",
  ({ name, make }) => {
    const model = make({ random: random(3), standardDeviation: 1 });
    expect(() => tf.tidy(() => model.predict(tf.tensor2d([1, 2, NaN, 0.5], [2, 2])))).toThrow(
      `${name}: the model's logits must hold no NaN, got one in row 1, column 0. Parameters become NaN`,
    );
    model.dispose();
  },
);

test.each(predictions.filter(({ givesLabels }) => !givesLabels))(
  "$name gives NaN for a sample with a feature that is NaN, and for no other",
  ({ make }) => {
    const model = make({ random: random(3), standardDeviation: 1 });
    const rows = tf.tidy(() => {
      const yHat = model.predict(tf.tensor2d([1, 2, NaN, 0.5, 3, -2], [3, 2]));
      return [0, 1, 2].map((i) => [...yHat.slice([i], [1]).dataSync()].every(Number.isFinite));
    });
    expect(rows).toEqual([true, false, true]);
    model.dispose();
  },
);

describe("on typed arrays", () => {
  const rows = Float32Array.of(1, 2, 3, 4);
  const models = () => [
    { name: "linearRegressionOnArrays", model: linearRegressionOnArrays({ d: 2 }) },
    { name: "softmaxRegressionOnArrays", model: softmaxRegressionOnArrays({ d: 2, q: 3 }) },
  ];

  test.each<[string, Float32Array, number[], string]>([
    ["a number too few", rows.subarray(1), [0, 1], "X must have n · d = 2 · 2 numbers, n as in y, got 3."],
    ["a row too many", rows, [1], "X must have n · d = 1 · 2 numbers, n as in y, got 4."],
    ["no sample", new Float32Array(0), [], "the number of samples must be a whole number ≥ 1, got 0."],
  ])("a step is refused for %s, and changes nothing", (_, X, y, message) => {
    for (const { name, model } of models()) {
      const before = model.parameters();
      expect(() => model.stepOn(X, y, 0.1)).toThrow(`${name}.stepOn: ${message}`);
      expect(() => model.stepOn(rows, [0, 1], 0)).toThrow(
        `${name}.stepOn: learningRate must be a finite number`,
      );
      expect(model.parameters()).toEqual(before);
    }
  });

  test.each([NaN, 0.5, -1, 3, Infinity])("a label of %p is refused, and changes nothing", (label) => {
    const model = softmaxRegressionOnArrays({ d: 2, q: 3 });
    const before = model.parameters();
    expect(() => model.stepOn(rows, [0, label], 0.1)).toThrow(
      `softmaxRegressionOnArrays.stepOn: ${labels(3)} ${label} at index 1 of 2.`,
    );
    expect(model.parameters()).toEqual(before);
  });

  test.each([1, 3, 5])("%i numbers, which are not whole rows of 2, have no prediction", (length) => {
    const X = new Float32Array(length);
    const message = `X must have n · d = n · 2 numbers, got ${length}.`;
    expect(() => linearRegressionOnArrays({ d: 2 }).predictOn(X)).toThrow(
      `linearRegressionOnArrays.predictOn: ${message}`,
    );
    expect(() => softmaxRegressionOnArrays({ d: 2, q: 3 }).logitsOn(X)).toThrow(
      `softmaxRegressionOnArrays.logitsOn: ${message}`,
    );
  });
});

import * as tf from "@tensorflow/tfjs";
import fc from "fast-check";
import { copyOf, formOf, holdsNaN, type Plain, sameWithin, toPlain } from "../../exercises/src/values";
import { useBackend } from "../../lib/src/base/backend";

beforeAll(useBackend);

test("what holds data is copied with all that it holds, and is equal", () => {
  const given = {
    rows: [[1], [2]],
    weights: Float32Array.of(3),
    labels: Int32Array.of(4),
    name: "w",
    none: null,
  };
  const copy = copyOf(given);
  expect(copy).toEqual(given);
  expect(copy.rows[0]).not.toBe(given.rows[0]);
  expect(copy.weights).not.toBe(given.weights);
  expect(copy.weights).toBeInstanceOf(Float32Array);
  expect(copy.labels).toBeInstanceOf(Int32Array);
});

test("a tensor's copy can be disposed of alone", () => {
  const X = tf.tensor2d([[1, 2]]);
  const [copy] = copyOf([X]);
  expect(copy.shape).toEqual([1, 2]);
  copy.dispose();
  expect(Array.from(X.dataSync())).toEqual([1, 2]);
  X.dispose();
});

test("functions, variables and instances of classes stay what they are", () => {
  const W = tf.variable(tf.zeros([2]));
  const given = [Math.sin, W, new Date(0)];
  copyOf(given).forEach((each, i) => expect(each).toBe(given[i]));
  W.dispose();
});

test("numbers are taken out of tensors, typed arrays, arrays and objects", () => {
  const X = tf.tensor2d([[1], [2]]);
  const value = { X, row: Float32Array.of(0.5), rows: [[1], [Int32Array.of(2)]], name: "w", f: () => 1 };
  expect(toPlain(value)).toEqual({
    ...{ X: { tensorOfShape: [2, 1], values: [1, 2] }, row: [0.5], rows: [[1], [[2]]], name: "w" },
    f: "a function",
  });
  X.dispose();
});

test.each<[Plain, Plain, boolean]>([
  [1, 1.0001, true],
  [1, 1.01, false],
  [1e6, 1e6 + 900, true],
  [1e6, 1e6 + 1100, false],
  [1e-9, 0, true],
  [NaN, NaN, true],
  [NaN, 0, false],
  [0, NaN, false],
  [-0, 0, true],
  [Infinity, Infinity, true],
  [-Infinity, Infinity, false],
  [5, Infinity, false],
  [Infinity, 5, false],
  [[1, 2], [1, 2], true],
  [[1, 2], [1, 2, 3], false],
  [{ a: 1 }, { a: 1 }, true],
  [{ a: 1 }, { b: 1 }, false],
  [toPlain({ toString: 1 }), toPlain({ a: 1 }), false],
  [JSON.parse('{ "__proto__": 1 }') as Plain, { a: 1 }, false],
  [[1], { 0: 1 }, false],
  [{ tensorOfShape: [1], values: [1] }, [1], false],
  [null, undefined, false],
  ["1", 1, false],
  [true, true, true],
])("%p and %p are the same within 10⁻³: %p", (a, b, same) => {
  expect(sameWithin(a, b, 1e-3)).toBe(same);
});

test("whatever is returned is the same as itself", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(sameWithin(toPlain(value), toPlain(value), 0)).toBe(true);
    }),
  );
});

test.each<[Plain, string]>([
  [undefined, "nothing (is a `return` missing?)"],
  [null, "null"],
  [3, "a number"],
  [[], "an array of 0"],
  [[1, 2, 3], "an array of 3"],
  [[[1, 2]], "an array of 1 arrays of 2"],
  [{ tensorOfShape: [], values: [1] }, "a tensor of shape []"],
  [{ w: 1, b: 2 }, "an object with b, w"],
  [{}, "an object with nothing in it"],
])("the form of %p is %p", (value, form) => {
  expect(formOf(value)).toBe(form);
});

test("a NaN is found wherever it is", () => {
  expect(holdsNaN({ w: [[1, NaN]] })).toBe(true);
  expect(holdsNaN({ w: [[1, Infinity]], name: "NaN", none: null })).toBe(false);
});

import * as tf from "@tensorflow/tfjs";
import { copyOf } from "../../lib/src/exercises/copy-of";
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

import * as tf from "@tensorflow/tfjs";
import { useBackend } from "../../lib/src/base/backend";
import { assertShapes, ShapeError, vectorOf } from "../../lib/src/base/shapes";

const shaped = (...shape: number[]) => ({ shape });

const messageOf = (run: () => void): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof ShapeError) return error.message;
    throw error;
  }
  return "no error";
};

test("shapes that fit each other pass", () => {
  expect(() =>
    assertShapes("model", { X: [shaped(10, 3), ["n", "d"]], w: [shaped(3), ["d"]], y: [shaped(10), ["n"]] }),
  ).not.toThrow();
});

test("a number stands for exactly that size", () => {
  expect(() => assertShapes("f", { w: [shaped(3, 1), ["d", 1]] })).not.toThrow();
  expect(() => assertShapes("f", { w: [shaped(3, 2), ["d", 1]] })).toThrow(ShapeError);
});

test("[n] against [n, 1] is refused, with the cure, where broadcasting would make [n, n]", () => {
  expect(
    messageOf(() => assertShapes("squaredLoss", { yHat: [shaped(10), ["n"]], y: [shaped(10, 1), ["n"]] })),
  ).toBe(
    "squaredLoss: y must have shape [n] with n = 10 as in yHat, got [10, 1]. " +
      "It is a column: y.flatten() makes it a vector.",
  );
});

test("[n] where [n, 1] is wanted is refused with the cure", () => {
  expect(messageOf(() => assertShapes("f", { X: [shaped(10), ["n", 1]] }))).toBe(
    "f: X must have shape [n, 1], got [10]. It is a vector: X.reshape([-1, 1]) makes it a column.",
  );
});

test("a transposed matrix is recognised", () => {
  expect(
    messageOf(() => assertShapes("f", { X: [shaped(10, 3), ["n", "d"]], W: [shaped(4, 3), ["d", 4]] })),
  ).toBe(
    "f: W must have shape [d, 4] with d = 3 as in X, got [4, 3]. It looks transposed: try W.transpose().",
  );
});

test("a vector of another length is refused without a guess", () => {
  expect(messageOf(() => assertShapes("f", { X: [shaped(10, 3), ["n", "d"]], w: [shaped(2), ["d"]] }))).toBe(
    "f: w must have shape [d] with d = 3 as in X, got [2].",
  );
});

test("tensors can be given as they are", async () => {
  await useBackend();
  const x = tf.zeros([4, 2]);
  expect(() => assertShapes("f", { x: [x, ["n", "d"]] })).not.toThrow();
  expect(() => assertShapes("f", { x: [x, ["n"]] })).toThrow("f: x must have shape [n], got [4, 2].");
  x.dispose();
});

test("a letter that appears twice in one shape stands for the same size", () => {
  expect(() => assertShapes("f", { H: [shaped(3, 3), ["d", "d"]] })).not.toThrow();
  expect(() => assertShapes("f", { H: [shaped(3, 4), ["d", "d"]] })).toThrow(ShapeError);
});

test.each([
  ["undefined", undefined],
  ["an array", [1, 2]],
  ["a number", 3],
])("%s in place of a tensor is refused by its name", (given, value) => {
  expect(() => assertShapes("f", { x: [value as unknown as tf.Tensor, ["n"]] })).toThrow(
    `f: x must have shape [n], got ${given}.`,
  );
  expect(() => assertShapes("f", { x: [vectorOf(value as unknown as number[]), [3]] })).toThrow(
    given === "an array" ? "f: x must have shape [3], got [2]." : `f: x must have shape [3], got ${given}.`,
  );
});

test("plain numbers in place of a tensor are called what they are", () => {
  const refused = (value: unknown) => () => assertShapes("f", { x: [value as tf.Tensor, ["n"]] });
  expect(refused(new Float32Array(2))).toThrow("f: x must have shape [n], got a Float32Array.");
  expect(refused({})).toThrow("f: x must have shape [n], got an object without a shape.");
});

test("a tensor that was disposed of is refused by its name", async () => {
  await useBackend();
  const x = tf.zeros([4]);
  x.dispose();
  expect(() => assertShapes("f", { x: [x, ["n"]] })).toThrow(
    "f: x must not be disposed of before its last use, got a disposed tensor of shape [4].",
  );
});

test("a cure names no argument that has no name in code", () => {
  expect(messageOf(() => assertShapes("f", { "the gradient of b": [shaped(2, 1), [2]] }))).toBe(
    "f: the gradient of b must have shape [2], got [2, 1]. It is a column: .flatten() makes it a vector.",
  );
});

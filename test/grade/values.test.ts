import * as tf from "@tensorflow/tfjs";
import { decode, encode } from "../../tools/grade/inside/values.ts";

beforeAll(() => tf.enableProdMode()); // it would tell of faster backends

const sent = (value: unknown) => decode(JSON.parse(JSON.stringify(encode(value, tf))), tf);

test("data arrives as it was, also what JSON cannot say", () => {
  const data = {
    numbers: [1, -0, NaN, Infinity, 1e-300],
    mixed: [1, "a", null, undefined, [[2]]],
    typed: Float32Array.of(0.5, -2),
    plain: { least: -Infinity, zero: -0, nothing: [] },
  };
  expect(sent(data)).toEqual(data);
});

test("tensors keep shape, type and values", () => {
  const copy = sent(tf.tensor2d([[1, 2, 3]], [1, 3], "int32")) as tf.Tensor;
  expect([copy.shape, copy.dtype, [...copy.dataSync()]]).toEqual([[1, 3], "int32", [1, 2, 3]]);
});

test("a function does not arrive, and a name as __proto__ is but a name", () => {
  expect(typeof sent(() => 1)).toBe("symbol");
  const hostile = JSON.parse('{ "__proto__": { "right": true } }') as object;
  expect((sent(hostile) as { right?: boolean }).right).toBeUndefined();
});

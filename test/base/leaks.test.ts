import * as tf from "@tensorflow/tfjs";
import { useBackend } from "../../lib/src/base/backend";
import { tensorsLeftBy } from "../../lib/src/base/leaks";

beforeAll(() => useBackend());

test("a function that tidies up leaves nothing", async () => {
  const left = await tensorsLeftBy(() => tf.tidy(() => tf.ones([3]).sum().dataSync()[0]));
  expect(left).toEqual({ result: 3, tensors: 0, bytes: 0 });
});

test("each tensor left is counted with its bytes, over awaits too", async () => {
  const kept: tf.Tensor[] = [];
  const { tensors, bytes } = await tensorsLeftBy(async () => {
    kept.push(tf.zeros([2, 3]));
    await Promise.resolve();
    kept.push(tf.zeros([5]));
  });
  expect({ tensors, bytes }).toEqual({ tensors: 2, bytes: 4 * (6 + 5) });
  tf.dispose(kept);
});

test("freeing older tensors counts below zero", async () => {
  const old = tf.zeros([4]);
  expect(await tensorsLeftBy(() => old.dispose())).toEqual({ result: undefined, tensors: -1, bytes: -16 });
});

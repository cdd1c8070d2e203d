import * as tf from "@tensorflow/tfjs";
import { useBackend } from "../../lib/src/base/backend";
import { freeingTape, tensorsLeftBy } from "../../lib/src/base/memory";

beforeAll(() => useBackend());
afterEach(() => expect(tf.memory().numTensors).toBe(0));

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

const fail = (): never => {
  throw new Error("half way");
};

test("what an error leaves of a recorded function is freed, and the error passed on", () => {
  const x = tf.scalar(2);
  const gradient = () => tf.tidy(() => tf.grad((v) => fail.call(v.exp().mul(v).log()))(x));
  expect(() => freeingTape(gradient)).toThrow("half way");
  x.dispose();
});

test("inside another gradient the tape is left alone", () => {
  const slope = tf.tidy(() =>
    tf
      .grad((v) => {
        // Once this is done, nothing but the tape holds exp(v).
        const same = tf.tidy(() => v.exp().log());
        expect(() => freeingTape(() => tf.grad((u) => fail.call(u.exp()))(v))).toThrow("half way");
        return same.mul(v);
      })(tf.scalar(2))
      .dataSync(),
  );
  expect(slope[0]).toBeCloseTo(4, 5);
});

import * as tf from "@tensorflow/tfjs";
import { useBackend } from "../../lib/src/base/backend";
import { freeingTape } from "../../lib/src/base/tape";

beforeAll(() => useBackend());
afterEach(() => expect(tf.memory().numTensors).toBe(0));

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

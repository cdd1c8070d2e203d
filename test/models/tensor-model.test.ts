import * as tf from "@tensorflow/tfjs";
import { useBackend } from "../../lib/src/base/backend";
import { forwardAndBackward } from "../../lib/src/models/tensor-model";

beforeAll(() => useBackend());
let w: tf.Variable;
beforeEach(() => void (w = tf.tidy(() => tf.variable(tf.tensor1d([1, -2])))));
afterEach(() => {
  w.dispose();
  expect(tf.memory().numTensors).toBe(0);
});

/** Outputs 3w and their squares, whose gradient by w is 18w. */
const pass = (loss: (outputs: tf.Tensor) => tf.Tensor = (outputs) => outputs.square()) => ({
  ...{ parameters: [w], model: () => w.mul(3), loss, shape: [2] },
});

test("outputs, losses and the gradient of the summed loss come from one call of model and loss", () => {
  let calls = 0;
  const { outputs, losses, gradients } = tf.tidy(() => {
    const taken = forwardAndBackward(
      "f",
      pass((made) => (calls++, made.square())),
    );
    return { ...taken, gradients: taken.gradients.map((gradient) => [...gradient.dataSync()]) };
  });
  expect([[...outputs], [...losses], gradients, calls]).toEqual([[3, -6], [9, 36], [[18, -36]], 1]);
});

test.each<[string, (outputs: tf.Tensor) => tf.Tensor, RegExp]>([
  [
    "throws",
    (outputs) => {
      outputs.exp();
      throw new Error("half way");
    },
    /half way/,
  ],
  ["gives one number", (outputs) => outputs.sum(), /^f: what loss returns must have shape \[2\], got \[\]/],
])("nothing is left of the outputs where the loss %s", (_, loss, message) => {
  expect(() => tf.tidy(() => forwardAndBackward("f", pass(loss)))).toThrow(message);
});

import * as tf from "@tensorflow/tfjs";
import { sgd } from "../../lib/src/optim/sgd";
import { useBackend } from "../../lib/src/base/backend";
import { tensorsLeftBy } from "../../lib/src/base/memory";

let w: tf.Variable;
let gradient: tf.Tensor;

beforeAll(() => useBackend());
beforeEach(() => {
  w = tf.tidy(() => tf.variable(tf.tensor1d([1, -2])));
  gradient = tf.tensor1d([10, 4]);
});
afterEach(() => tf.dispose([w, gradient]));

test("each parameter moves by −η/B times the summed gradient", () => {
  sgd([w], [gradient], 0.5, 20);
  // 1 − 0.5/20 · 10 and −2 − 0.5/20 · 4
  [0.75, -2.1].forEach((expected, i) => expect(w.dataSync()[i]).toBeCloseTo(expected, 6));
});

test("dividing by the true size makes two half batches' sum move as one batch's mean", () => {
  sgd([w], [gradient], 1, 4);
  const once = w.dataSync().slice();
  w.assign(tf.tidy(() => tf.tensor1d([1, -2])));
  tf.tidy(() => sgd([w], [gradient.div(2)], 1, 2));
  expect([...w.dataSync()]).toEqual([...once]);
});

test("it leaves no tensor behind", async () => {
  expect((await tensorsLeftBy(() => sgd([w], [gradient], 0.1, 1))).tensors).toBe(0);
});

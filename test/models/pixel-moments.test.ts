import * as tf from "@tensorflow/tfjs";
import { imageDataset } from "../../lib/src/data/image-dataset";
import { pixelMoments } from "../../lib/src/models/least-squares-classifier";
import { useBackend } from "../../lib/src/base/backend";
import { random } from "../../lib/src/base/random";

beforeAll(() => useBackend());

const n = 1100;
const rng = random(3);

/** The same sums one by one, in whole numbers of any size. */
function oneByOne(features: number[][], others: number[][]): bigint[][] {
  return features[0].map((_, j) =>
    others[0].map((_, k) => features.reduce((sum, x, i) => sum + BigInt(x[j] * others[i][k]), 0n)),
  );
}

// White images have the greatest sums there can be: those of 259 or more of them are not all exact in float32.
test.each<[string, () => number]>([
  ["white", () => 255],
  ["almost white", () => 254 + rng.integer(2)],
  ["random", () => rng.integer(256)],
  ["black", () => 0],
])("the sums over %s images are exact to the last unit, however many images there are", async (_, grey) => {
  const pixels = Uint8Array.from({ length: n * 6 }, grey);
  const labels = Array.from({ length: n }, (_, i) => i % 3);
  const images = imageDataset({ pixels, labels, height: 2, width: 3, classes: ["a", "b", "c"] });
  const { numTensors } = tf.memory();
  const { products, byClass } = await pixelMoments(images, false);
  expect(tf.memory().numTensors).toBe(numTensors);
  const features = Array.from({ length: n }, (_, i) => [...pixels.subarray(6 * i, 6 * i + 6), 1]);
  const oneHot = labels.map((label) => [0, 1, 2].map((each) => (each === label ? 1 : 0)));
  expect(products.map((row) => Array.from(row, BigInt))).toEqual(oneByOne(features, features));
  expect(byClass.map((row) => Array.from(row, BigInt))).toEqual(oneByOne(features, oneHot));
});

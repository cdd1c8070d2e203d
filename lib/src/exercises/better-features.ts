import { fashionMnist } from "../data/fashion-mnist/fashion-mnist";
import type { ImageDataset } from "../data/image-dataset";
import { improveExercise } from "./improve-exercise";

/** Turns the 784 pixels of an image, from 0 to 1, row after row, into numbers to compare images by. */
export type Features = (image: Float32Array) => number[];

const [trained, tested] = [2000, 1000];

/** The accuracy of the nearest mean of features, on images of the test set that did not go into the means. */
function accuracyWith(features: Features, { X, y, d, classes }: ImageDataset): number {
  const featuresOf = (i: number) => {
    const found = features(X.slice(i * d, (i + 1) * d));
    if (!Array.isArray(found) || found.length === 0 || found.some((value) => !Number.isFinite(value)))
      throw new TypeError("features must return an array of finite numbers, at least one, for each image");
    return found;
  };
  const size = featuresOf(0).length;
  const means = classes.map(() => new Float64Array(size));
  const counts = classes.map((_, label) => y.subarray(0, trained).filter((one) => one === label).length);
  for (let i = 0; i < trained; i++) {
    const [mean, found] = [means[y[i]], featuresOf(i)];
    for (let j = 0; j < size; j++) mean[j] += found[j] / counts[y[i]];
  }
  let right = 0;
  for (let i = trained; i < trained + tested; i++) if (nearest(featuresOf(i), means) === y[i]) right++;
  return right / tested;
}

function nearest(features: number[], means: readonly Float64Array[]): number {
  const distances = means.map((mean) => {
    let sum = 0;
    for (let j = 0; j < mean.length; j++) sum += (features[j] - mean[j]) ** 2;
    return sum;
  });
  return distances.indexOf(Math.min(...distances));
}

/** The image at the length 1, so that how bright an article is does not count. */
function atLengthOne(image: Float32Array): number[] {
  const length = Math.sqrt(image.reduce((sum, value) => sum + value ** 2, 0)) || 1;
  return Array.from(image, (value) => value / length);
}

const ramp = Float32Array.from({ length: 784 }, (_, j) => j / 783);
const flat = new Float32Array(784).fill(0.5);

/** Whether the features are the pixels times the same number for every image. */
function multipleOfPixels(features: Features): boolean {
  const factor = features(flat)[0] / 0.5;
  const found = features(ramp);
  return found.length === 784 && found.every((value, j) => Math.abs(value - factor * ramp[j]) < 1e-6);
}

/** Exercise 2.3/7: features by which the nearest mean is right more often than by pixels. */
export const betterFeatures = improveExercise<Features, ImageDataset>({
  title: "Nearer means",
  level: 3,
  kind: "improve",
  unit: "accuracy of the nearest mean",
  data: () => fashionMnist({ split: "test", limit: trained + tested, showProgress: false }),
  measure: accuracyWith,
  goodEnough: (accuracy) => accuracy >= 0.7,
  solution: atLengthOne,
  mistakes: [
    {
      name: "the pixels",
      answer: (image) => Array.from(image),
      made: (features, accuracy) => accuracy > 0.5 && multipleOfPixels(features),
      hint: "Those are the pixels, the same as in section 3 up to a common factor, which makes no mean nearer than another.",
    },
    {
      name: "too few features",
      answer: (image) =>
        Array.from({ length: 28 }, (_, row) =>
          image.subarray(28 * row, 28 * row + 28).reduce((a, b) => a + b),
        ),
      made: (features) => features(ramp).length < 100,
      hint: "A few numbers for an image keep too little of its shape. Stay with hundreds, one or more for each place.",
    },
    {
      name: "only one direction",
      answer: (image) => Array.from(image, (value, j) => (image[j + 28] ?? 0) - value),
      made: (features) => features(ramp).some((value) => value < 0),
      hint: "Differences with a sign: the mean over a class cancels a bright edge against a dark one. Where an edge is says more than its sign.",
    },
  ],
  hint: "Try what does not depend on how bright an article is: scale each image to the same length, or look at how much neighbouring pixels differ, in both directions and without the sign.",
  shows: "What is compared matters as much as how it is compared. Later networks learn what to compare.",
});

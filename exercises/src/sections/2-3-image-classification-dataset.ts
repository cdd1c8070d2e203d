import { data } from "linear-networks";
import { choiceExercise } from "../choice-exercise";
import { functionExercise } from "../function-exercise";
import { improveExercise } from "../improve-exercise";
import { numberExercise } from "../number-exercise";

/** The sizes in an IDX header, read by hand; the options make mistakes. */
function sizesIn(
  bytes: ArrayLike<number>,
  { start = 4, dimensions = bytes[3], reversed = false } = {},
): number[] {
  return Array.from({ length: dimensions }, (_, k) => {
    const four = [0, 1, 2, 3].map((i) => bytes[start + 4 * k + i] ?? 0);
    return (reversed ? four.reverse() : four).reduce((value, byte) => 256 * value + byte, 0);
  });
}

/** The mean of one class's images, summed up in `sums`. */
const meanIn = <Sums extends Float64Array | Uint8Array | Uint8ClampedArray>(
  sums: Sums,
  { pixels, labels, label }: { pixels: Uint8Array; labels: Int32Array; label: number },
  count: number,
): number[] => {
  labels.forEach((one, i) => {
    if (one === label) for (let j = 0; j < sums.length; j++) sums[j] += pixels[i * sums.length + j];
  });
  return Array.from(sums, (value) => value / count);
};
const countOf = (labels: Int32Array, label: number) => labels.filter((one) => one === label).length;

/** What a loader takes for a batch and for an image, in microseconds. */
export interface LoaderCosts {
  perBatch: number;
  perImage: number;
}

type Pair = [first: number, second: number];

/** Solves times = batches · perBatch + n · perImage. */
function costsOf(n: number, batches: Pair, times: Pair): LoaderCosts {
  const perBatch = (times[0] - times[1]) / (batches[0] - batches[1]);
  return { perBatch, perImage: (times[0] - perBatch * batches[0]) / n };
}
const roundedUp = (n: number, [first, second]: Pair): Pair => [Math.ceil(n / first), Math.ceil(n / second)];

/** Turns the 784 pixels of an image, from 0 to 1, row after row, into numbers to compare images by. */
export type Features = (image: Float32Array) => number[];

const [trained, tested] = [2000, 1000];

/** The accuracy of the nearest mean of features, on images of the test set that did not go into the means. */
function accuracyWith(features: Features, { X, y, d, classes }: data.ImageDataset): number {
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

/** The exercises of notebook 2-3-image-classification-dataset. */
export const exercises = {
  "2.3/1": numberExercise({
    title: "How long the file is",
    level: 1,
    kind: "predict",
    solution: 4 + 4 * 4 + 10_000 * 32 * 32 * 3,
    within: 0.5,
    mistakes: [
      {
        name: "header forgotten",
        answer: 10_000 * 32 * 32 * 3,
        hint: "Those are the numbers alone. The file begins with a header.",
      },
      {
        name: "header of three dimensions",
        answer: 4 + 3 * 4 + 10_000 * 32 * 32 * 3,
        hint: "Fashion-MNIST's header has 16 bytes, for three dimensions. How many are there here?",
      },
      {
        name: "header of four bytes",
        answer: 4 + 10_000 * 32 * 32 * 3,
        hint: "After the first four bytes comes the size of each dimension.",
      },
      {
        name: "floats",
        answer: 4 + 4 * 4 + 4 * 10_000 * 32 * 32 * 3,
        hint: "You took four bytes for each number, as a float has. In the file they are unsigned bytes.",
      },
      {
        name: "grey",
        answer: 4 + 4 * 4 + 10_000 * 32 * 32,
        hint: "That would do for grey images. These have three numbers for each pixel.",
      },
    ],
    hint: "Four bytes, then four for each dimension, then one for each number.",
    shows: "A length that can be predicted is a check: a file cut short gives itself away.",
  }),

  "2.3/2": functionExercise<[bytes: Uint8Array], number[]>({
    title: "Reading a header",
    level: 2,
    kind: "write",
    trials: 6,
    within: 1e-9,
    inputs: (rng) => {
      const dimensions = 1 + rng.integer(4);
      // Bytes that lie inside of a larger buffer, as those of a small file do.
      const bytes = new Uint8Array(64).fill(7).subarray(8);
      bytes.set([0, 0, 8, dimensions]);
      const view = new DataView(bytes.buffer, bytes.byteOffset);
      for (let k = 0; k < dimensions; k++) view.setUint32(4 + 4 * k, 1 + rng.integer(100_000));
      return [bytes];
    },
    solution: (bytes) => sizesIn(bytes),
    mistakes: [
      {
        name: "least significant byte first",
        answer: (bytes) => sizesIn(bytes, { reversed: true }),
        hint: "The order of the bytes is reversed: the most significant one comes first in the file.",
      },
      {
        name: "always three dimensions",
        answer: (bytes) => sizesIn(bytes, { dimensions: 3 }),
        hint: "Three sizes each time. The fourth byte says how many there are.",
      },
      {
        name: "counted from one",
        answer: (bytes) => sizesIn(bytes, { start: 5 }),
        hint: "One byte too late: the table counts bytes from 1, an array from 0.",
      },
      {
        name: "from the beginning of the buffer",
        answer: (bytes) => sizesIn(new Uint8Array(bytes.buffer), { dimensions: bytes[3] }),
        hint: "The bytes lie somewhere inside a larger buffer. `new DataView(bytes.buffer)` starts at its beginning; pass byteOffset too, or go through `bytes` itself.",
      },
    ],
    hint: "The number of dimensions is bytes[3]; from bytes[4] on, four bytes make one size.",
    shows: "A header is nothing more than this, and the same function reads the files of MNIST.",
  }),

  "2.3/3": functionExercise<[pixels: Uint8Array, labels: Int32Array, label: number, d: number], number[]>({
    title: "A mean image that is noise",
    level: 2,
    kind: "find the bug",
    inputs: (rng) => [
      Uint8Array.from({ length: 40 * 6 }, () => 50 + rng.integer(200)),
      Int32Array.from({ length: 40 }, (_, i) => (i < 9 ? i % 3 : rng.integer(3))),
      rng.integer(3),
      6,
    ],
    solution: (pixels, labels, label, d) =>
      meanIn(new Float64Array(d), { pixels, labels, label }, countOf(labels, label)),
    mistakes: [
      {
        name: "as given",
        answer: (pixels, labels, label, d) =>
          meanIn(new Uint8Array(d), { pixels, labels, label }, countOf(labels, label)),
        hint: "The means are still far too dark. What is the largest number that the array of sums can hold, and what becomes of a larger one?",
      },
      {
        name: "clamped",
        answer: (pixels, labels, label, d) =>
          meanIn(new Uint8ClampedArray(d), { pixels, labels, label }, countOf(labels, label)),
        hint: "A clamped array stops at 255 instead of starting again at 0. The sums need more room than that.",
      },
      {
        name: "divided by all",
        answer: (pixels, labels, label, d) =>
          meanIn(new Float64Array(d), { pixels, labels, label }, labels.length),
        hint: "The sums are right. You divide by the number of all images; the mean is over those of one class.",
      },
      {
        name: "sum",
        answer: (pixels, labels, label, d) => meanIn(new Float64Array(d), { pixels, labels, label }, 1),
        hint: "Those are the sums. The mean divides by the number of images of the class.",
      },
    ],
    hint: "Print the sums of one pixel after each image: where do they go wrong?",
    shows:
      "Bytes are for keeping images. To compute with them, take an array with enough room for the result.",
  }),

  "2.3/4": functionExercise<[n: number, batchSizes: Pair, microseconds: Pair], LoaderCosts>({
    title: "What a batch costs, and what an image",
    level: 2,
    kind: "derive",
    inputs: (rng) => {
      const n = 500 + rng.integer(500);
      const sizes: Pair = [3 + rng.integer(5), 60 + rng.integer(60)];
      const [perBatch, perImage] = [20 + 60 * rng.uniform(), 1 + 2 * rng.uniform()];
      const times = roundedUp(n, sizes).map((batches) => batches * perBatch + n * perImage);
      return [n, sizes, times as Pair];
    },
    solution: (n, sizes, times) => costsOf(n, roundedUp(n, sizes), times),
    mistakes: [
      {
        name: "batches not rounded up",
        answer: (n, sizes, times) => costsOf(n, sizes.map((size) => n / size) as Pair, times),
        hint: "Nearly. The number of batches is a whole number: an incomplete last batch costs the fixed time as well.",
      },
      {
        name: "last batch dropped",
        answer: (n, sizes, times) => costsOf(n, sizes.map((size) => Math.floor(n / size)) as Pair, times),
        hint: "You left out the last batch. It is smaller, but it costs the fixed time too.",
      },
      {
        name: "all images",
        answer: (n, sizes, times) => {
          const { perBatch, perImage } = costsOf(n, roundedUp(n, sizes), times);
          return { perBatch, perImage: perImage * n };
        },
        hint: "The fixed time is right. What you return as the time per image is the time of all n images.",
      },
      {
        name: "no fixed price",
        answer: (n, sizes, times) => ({
          perBatch: times[0] / Math.ceil(n / sizes[0]),
          perImage: times[0] / n,
        }),
        hint: "You divided the time of one pass by the batches and by the images, as if each of them accounted for all of it. Two unknowns need both passes.",
      },
    ],
    hint: "Each pass gives one equation: time = number of batches · perBatch + n · perImage. Subtract one from the other.",
    shows:
      "With batches of one image the fixed time is spent n times; with large batches almost only copying is left.",
  }),

  "2.3/5": numberExercise({
    title: "Enough workers",
    level: 1,
    kind: "predict",
    solution: Math.ceil((12 * 8) / 30),
    within: 0.01,
    mistakes: [
      {
        name: "rounded down",
        answer: 3,
        hint: "Three workers have a batch ready every 12 · 8 / 3 = 32 ms. Is that soon enough?",
      },
      {
        name: "not whole",
        answer: (12 * 8) / 30,
        hint: "The quotient is right. How many whole workers does it take?",
      },
      {
        name: "one for each image",
        answer: 8,
        hint: "With one worker per image, a batch is ready every 12 ms. That is sooner than needed.",
      },
      {
        name: "one",
        answer: 1,
        hint: "One image takes 12 ms, less than a step. A batch has eight of them.",
      },
    ],
    hint: "How many milliseconds of decoding does a batch need, and how many can one worker give during a step?",
    shows: "Workers pay until decoding keeps up with the step. More than that wait for the step.",
  }),

  "2.3/6": choiceExercise({
    title: "True of loading",
    level: 2,
    kind: "choose",
    statements: {
      a: "A model that was trained with the classes in alphabetical order and is tested with Fashion-MNIST's order fails with an error.",
      b: "With pixels from 0 to 255 in place of 0 to 1, a linear model can make the same predictions, but plain SGD needs a much smaller learning rate.",
      c: "Enlarging the images from 28 × 28 to 64 × 64 lets a model see details that were not there before.",
      d: "With batches of one image, an epoch over 60,000 images makes 60,000 steps and spends the loader's fixed time per batch 60,000 times.",
      e: "Worker threads speed up an epoch over images in memory as much as one over photographs that must be decoded.",
      f: "To standardise the test images, their own mean and standard deviation are the right ones to take.",
    },
    solution: ["b", "d"],
    hints: {
      a: "What would the program have to know in order to notice? All it sees are numbers from 0 to 9.",
      b: "Weights can be divided by 255. And by which factor does the largest eigenvalue of the Hessian grow?",
      c: "What are the new pixels computed from?",
      d: "An epoch visits each image once. Into how many batches is it cut?",
      e: "What can a worker do when the floats are already in memory, and what has to be handed over?",
      f: "The model learned with inputs shifted and scaled in one way. And what if the test set were a single image?",
    },
    shows:
      "A loader is right when its numbers mean what the model takes them to mean, and fast enough when training does not wait for it.",
  }),

  "2.3/7": improveExercise<Features, data.ImageDataset>({
    title: "Nearer means",
    level: 3,
    kind: "improve",
    unit: "accuracy of the nearest mean",
    data: () => data.fashionMnist({ split: "test", limit: trained + tested, showProgress: false }),
    measure: accuracyWith,
    goodEnough: (accuracy) => accuracy >= 0.7,
    solution: atLengthOne,
    mistakes: [
      {
        name: "the pixels",
        answer: (image) => Array.from(image),
        made: (features, accuracy) => accuracy > 0.5 && multipleOfPixels(features),
        hint: "Those are the pixels, the same as in section 5 up to a common factor, which makes no mean nearer than another.",
      },
      {
        name: "too few features",
        answer: (image) =>
          Array.from({ length: 28 }, (_, row) =>
            image.subarray(28 * row, 28 * row + 28).reduce((a, b) => a + b),
          ),
        made: (features) => features(ramp).length < 100,
        hint: "A few numbers per image keep too little of its shape. Keep hundreds, one or more for each place.",
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
  }),
};

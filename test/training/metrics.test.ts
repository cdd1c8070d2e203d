import * as tf from "@tensorflow/tfjs";
import { memoryDataset } from "../../lib/src/data/dataset";
import { useBackend } from "../../lib/src/base/backend";
import { tensorsLeftBy } from "../../lib/src/base/memory";
import {
  accuracyOf,
  classify,
  confusionMatrix,
  countCorrect,
  precisionAndRecall,
} from "../../lib/src/training/metrics";
import { evaluate } from "../../lib/src/training/evaluation";
import { train } from "../../lib/src/training/train";

beforeAll(() => useBackend());
afterEach(() => expect(tf.memory().numTensors).toBe(0));

const scores = () =>
  tf.tensor2d([
    [0.1, 0.7, 0.2],
    [3, -1, 3],
    [-5, -4, -6],
  ]);

test("the class is the place of the largest number, the first of equal ones", () => {
  expect([...tf.tidy(() => classify(scores()).dataSync())]).toEqual([1, 0, 1]);
});

test("countCorrect counts what classify gets right", async () => {
  const [logits, y] = [scores(), tf.tensor1d([1, 2, 1], "int32")];
  const { result, tensors } = await tensorsLeftBy(() => countCorrect(logits, y));
  expect([result, tensors]).toEqual([2, 0]);
  tf.dispose([logits, y]);
});

test("a NaN is refused with its place, rather than put into some class", () => {
  tf.tidy(() => {
    const bad = tf.tensor2d([
      [1, 2],
      [3, NaN],
    ]);
    const message = /must hold no NaN, got one in row 1, column 1/;
    expect(() => classify(bad)).toThrow(message);
    expect(() => countCorrect(bad, tf.tensor1d([0, 1], "int32"))).toThrow(message);
  });
});

test("evaluate counts each sample once, also in an incomplete last batch", async () => {
  const data = memoryDataset([[1], [2], [3], [4], [5]], Int32Array.of(0, 0, 1, 1, 0));
  const logits = (X: tf.Tensor2D) => tf.concat<tf.Tensor2D>([tf.zerosLike(X), X.sub<tf.Tensor2D>(2.5)], 1);
  const model = { logits };
  const loss = (o: number, y: number) => Math.log1p(Math.exp(y === 1 ? -o : o));
  const expected = [-1.5, -0.5, 0.5, 1.5, 2.5].reduce((sum, o, i) => sum + loss(o, data.y[i]), 0) / 5;
  for (const batchSize of [1, 2, 5, 1000]) {
    const { result, tensors } = await tensorsLeftBy(() => evaluate(model, data, { batchSize }));
    expect(result.accuracy).toBe(0.8);
    expect(result.loss).toBeCloseTo(expected, 6);
    expect(tensors).toBe(0);
  }
});

test("evaluate computes 1000 samples at once unless told otherwise", async () => {
  const sizes: number[] = [];
  const logits = (X: tf.Tensor2D) => (sizes.push(X.shape[0]), tf.zeros<tf.Rank.R2>([X.shape[0], 2]));
  const data = memoryDataset(new Float32Array(1500), new Int32Array(1500));
  await evaluate({ logits }, data);
  await evaluate({ logits }, data, { batchSize: 750 });
  expect(sizes).toEqual([1000, 500, 750, 750]);
});

test("the mean loss of very many equal losses is that loss, to more digits than float32 sums have", async () => {
  const logits = (X: tf.Tensor2D) =>
    tf.tidy(() => tf.tensor2d([[0.3, -1]]).tile<tf.Tensor2D>([X.shape[0], 1]));
  const data = memoryDataset(new Float32Array(32_000), new Int32Array(32_000));
  const losses = await Promise.all(
    [32, 32_000].map((batchSize) => evaluate({ logits }, data, { batchSize })),
  );
  expect(losses[1].loss).toBeCloseTo(losses[0].loss, 11);
});

test("the confusion matrix has actual classes in rows, predicted ones in columns", () => {
  const matrix = confusionMatrix([0, 0, 1, 2, 2, 2], [0, 1, 1, 0, 2, 2], 3);
  expect(matrix).toEqual([
    [1, 1, 0],
    [0, 1, 0],
    [1, 0, 2],
  ]);
  expect(accuracyOf(matrix)).toBeCloseTo(4 / 6, 12);
  const { precision, recall } = precisionAndRecall(matrix);
  expect(precision).toEqual([1 / 2, 1 / 2, 1]);
  expect(recall).toEqual([1 / 2, 1, 2 / 3]);
});

test("the precision of a class never predicted and the recall of one that is missing are NaN", () => {
  const { precision, recall } = precisionAndRecall([
    [2, 0],
    [0, 0],
  ]);
  expect([precision, recall]).toEqual([
    [1, NaN],
    [1, NaN],
  ]);
});

test("labels and matrices that do not fit are refused", () => {
  expect(() => confusionMatrix([0], [0, 1], 2)).toThrow(/predicted must have 1 labels, as actual has, got 2/);
  expect(() => confusionMatrix([0, 2], [0, 1], 2)).toThrow(
    /actual must hold whole numbers from 0 to 1.*got 2 at/,
  );
  expect(() => confusionMatrix([0, 1], [0, 0.5], 2)).toThrow(/predicted must hold whole numbers/);
  expect(() => accuracyOf([[1, 2]])).toThrow(/columns of matrix in row 0 must be a whole number from 1 to 1/);
  expect(() => accuracyOf([[0]])).toThrow(/matrix must count at least one sample/);
  expect(() => precisionAndRecall([[-1]])).toThrow(/matrix\[0\]\[0\] must be a whole number ≥ 0/);
});

test("train weighs the accuracy of each batch by its true size, and tells each batch's", async () => {
  const heard: (number | undefined)[] = [];
  const model = { step: ({ size }: { size: number }) => ({ loss: 1, correct: size === 2 ? 2 : 1 }) };
  const data = memoryDataset([[1], [2], [3], [4], [5]], [1, 2, 3, 4, 5]);
  const options = { epochs: 1, batchSize: 3, learningRate: 1, showProgress: false };
  const onBatch = ({ accuracy }: { accuracy?: number }) => void heard.push(accuracy);
  const [record] = await train(model, data, { ...options, onBatch });
  expect(record.runningAccuracy).toBeCloseTo(3 / 5, 12);
  expect(heard).toEqual([1 / 3, 1]);
  const [plain] = await train({ step: () => 1 }, data, options);
  expect("runningAccuracy" in plain).toBe(false);
});

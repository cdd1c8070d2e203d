import * as tf from "@tensorflow/tfjs";
import { setTimeout as sleep } from "node:timers/promises";
import { type Batch, batches } from "../../lib/src/data/batches";
import { memoryDataset } from "../../lib/src/data/dataset";
import { InterruptedError } from "../../lib/src/base/interrupt";
import { useBackend } from "../../lib/src/base/backend";
import { random } from "../../lib/src/base/random";

const data = memoryDataset(
  Array.from({ length: 10 }, (_, i) => [i, 2 * i + 1]),
  Array.from({ length: 10 }, (_, i) => 10 * i),
);

let tensors: number;

beforeAll(() => useBackend());
beforeEach(() => {
  tensors = tf.memory().numTensors;
});
afterEach(() => {
  expect(tf.memory().numTensors).toBe(tensors);
  expect(process.listenerCount("SIGINT")).toBe(0);
});

test("each batch has the features and the targets of its samples", async () => {
  for await (const { X, y, size, indices } of batches(data, { batchSize: 4, random: random(1) })) {
    expect([X.shape, y.shape, size]).toEqual([[indices.length, 2], [indices.length], indices.length]);
    expect(X.arraySync()).toEqual([...indices].map((i) => [i, 2 * i + 1]));
    expect([...y.dataSync()]).toEqual([...indices].map((i) => 10 * i));
  }
});

test("an epoch visits each sample once", async () => {
  const visited: number[] = [];
  for await (const { indices } of batches(data, { batchSize: 3, random: random(1) }))
    visited.push(...indices);
  expect(visited.sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test("the next epoch of the same generator has another order", async () => {
  const rng = random(1);
  const epoch = async () => {
    const order: number[] = [];
    for await (const { indices } of batches(data, { batchSize: 5, random: rng })) order.push(...indices);
    return order;
  };
  expect(await epoch()).not.toEqual(await epoch());
});

test("class labels come as int32, targets as float32", async () => {
  const types: string[] = [];
  for (const y of [Int32Array.of(3, 4), Float32Array.of(3, 4)]) {
    for await (const batch of batches(memoryDataset([[1], [2]], y), { batchSize: 2 }))
      types.push(batch.y.dtype);
  }
  expect(types).toEqual(["int32", "float32"]);
});

test("a batch is freed when the next one is asked for", async () => {
  const held: Batch[] = [];
  for await (const batch of batches(data, { batchSize: 5 })) {
    held.push(batch);
    expect(held.map(({ X }) => X.isDisposed)).toEqual(held.length === 1 ? [false] : [true, false]);
  }
  expect(held).toHaveLength(2);
});

test("leaving the loop by break frees what it held", async () => {
  for await (const { X } of batches(data, { batchSize: 5 })) {
    expect(X.isDisposed).toBe(false);
    break;
  }
});

test("leaving the loop by an error frees what it held", async () => {
  const loop = async () => {
    for await (const batch of batches(data, { batchSize: 5 })) throw new Error(`at ${batch.size}`);
  };
  await expect(loop()).rejects.toThrow("at 5");
});

test("an interrupt ends the loop before the next batch", async () => {
  let count = 0;
  const loop = async () => {
    for await (const batch of batches(data, { batchSize: 1 })) {
      count += batch.size;
      if (count === 3) process.emit("SIGINT");
    }
  };
  await expect(loop()).rejects.toThrow(InterruptedError);
  expect(count).toBe(3);
});

test("between two batches the event loop turns, so that a timer can fire", async () => {
  let fired = false;
  void sleep(1).then(() => (fired = true));
  for (let epoch = 0; !fired && epoch < 100_000; epoch++) {
    for await (const batch of batches(data, { batchSize: 10 })) expect(batch.size).toBe(10);
  }
  expect(fired).toBe(true);
});

test.each([0, -1, 2.5, 11])("a batch size of %p is refused", async (batchSize) => {
  await expect(batches(data, { batchSize }).next()).rejects.toThrow(
    /batchSize must be a whole number from 1 to 10/,
  );
});

test("with memory reused, each batch has the same samples as without, the last, smaller one too", async () => {
  const seen = async (reuseMemory: boolean) => {
    const all: unknown[] = [];
    for await (const { X, y } of batches(data, { batchSize: 4, random: random(5), reuseMemory })) {
      // Computed again, so that nothing is shared with the batch.
      all.push(tf.tidy(() => [X.add(0).arraySync(), y.add(0).arraySync()]));
    }
    return JSON.stringify(all);
  };
  expect(await seen(true)).toBe(await seen(false));
});

test("without, what is kept of a batch stays as it was", async () => {
  const kept: tf.Tensor[] = [];
  for await (const { X } of batches(data, { batchSize: 5 })) kept.push(tf.keep(X.clone()));
  expect(kept[0].arraySync()).toEqual(Array.from({ length: 5 }, (_, i) => [i, 2 * i + 1]));
  tf.dispose(kept);
});

test.each([
  [
    "too few targets",
    { X: new Float32Array(2), y: new Float32Array(1) },
    /X of dataset\.read of 2 samples of d = 2 must have shape \[4\], got \[2\]/,
  ],
  ["no targets", { X: new Float32Array(4) } as never, /y of .* must have shape \[2\], got undefined/],
  [
    "too many features",
    { X: new Float32Array(6), y: new Float32Array(2) },
    /must have shape \[4\], got \[6\]/,
  ],
])("a data set that reads %s is refused, and nothing is left", async (_, samples, message) => {
  const loop = async () => {
    for await (const { size } of batches({ n: 2, d: 2, read: () => samples }, { batchSize: 2 }))
      expect(size).toBe(0);
  };
  await expect(loop()).rejects.toThrow(message);
});

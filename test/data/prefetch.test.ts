import { setImmediate as eventLoop } from "node:timers/promises";
import * as tf from "@tensorflow/tfjs";
import { batches } from "../../lib/src/data/batches";
import { memoryDataset } from "../../lib/src/data/dataset";
import { InterruptedError } from "../../lib/src/base/interrupt";
import { prefetch } from "../../lib/src/data/prefetch";
import { useBackend } from "../../lib/src/base/backend";
import { random } from "../../lib/src/base/random";

beforeAll(() => useBackend());
afterEach(() => {
  expect(process.listenerCount("SIGINT")).toBe(0);
  expect(tf.memory().numTensors).toBe(0);
});

/** A source of 0, 1, … that tells what it has made and whether it was closed. */
function source(n: number, failAt = Infinity) {
  const state = { made: 0, atOnce: 0, most: 0, closed: false };
  async function* items() {
    try {
      for (let i = 0; i < n; i++) {
        state.most = Math.max(state.most, ++state.atOnce);
        await eventLoop();
        state.atOnce--;
        if (i === failAt) throw new Error(`broken at ${i}`);
        state.made++;
        yield i;
      }
    } finally {
      state.closed = true;
    }
  }
  return { state, items: items() };
}

/** Lets a source that is not asked for more come to rest. */
const settle = async () => {
  for (let turn = 0; turn < 50; turn++) await eventLoop();
};

test.each([1, 2, 7, 100])("%p ahead, all items come, in order", async (ahead) => {
  const { items, state } = source(20);
  const seen: number[] = [];
  for await (const item of prefetch(items, { ahead })) seen.push(item);
  expect(seen).toEqual([...new Array(20).keys()]);
  expect(state).toMatchObject({ closed: true, most: 1 });
});

test.each([1, 3])("while an item is in use, exactly %p more are fetched", async (ahead) => {
  const { items, state } = source(20);
  let used = 0;
  for await (const item of prefetch(items, { ahead })) {
    await settle();
    used++;
    expect(state.made).toBe(Math.min(20, item + 1 + ahead));
  }
  expect(used).toBe(20);
});

test("an error of the source comes after the items before it, and nothing is asked for after it", async () => {
  const { items, state } = source(20, 3);
  const seen: number[] = [];
  const loop = async () => {
    for await (const item of prefetch(items, { ahead: 10 })) {
      await settle();
      seen.push(item);
    }
  };
  await expect(loop()).rejects.toThrow("broken at 3");
  expect(seen).toEqual([0, 1, 2]);
  expect(state).toMatchObject({ made: 3, closed: true });
});

test("leaving the loop closes the source and discards what was fetched in vain", async () => {
  const { items, state } = source(20);
  const discarded: number[] = [];
  for await (const item of prefetch(items, { ahead: 3, discard: (vain) => void discarded.push(vain) })) {
    await settle();
    if (item === 1) break;
  }
  expect(discarded).toEqual([2, 3, 4]);
  expect(state).toMatchObject({ made: 5, closed: true });
});

test("an error in the loop closes the source, and is the one thrown", async () => {
  const { items, state } = source(20);
  const loop = async () => {
    for await (const item of prefetch(items)) throw new Error(`in the loop at ${item}`);
  };
  await expect(loop()).rejects.toThrow("in the loop at 0");
  expect(state.closed).toBe(true);
});

test("leaving the loop just before the source fails leaves no unhandled rejection", async () => {
  const { items } = source(20, 2);
  const unhandled: unknown[] = [];
  const listen = (reason: unknown) => void unhandled.push(reason);
  process.on("unhandledRejection", listen);
  for await (const item of prefetch(items, { ahead: 5 })) if (item === 0) break;
  await settle();
  process.off("unhandledRejection", listen);
  expect(unhandled).toEqual([]);
});

test("an interrupt ends the loop before the next item and closes the source", async () => {
  const { items, state } = source(1000);
  let count = 0;
  const loop = async () => {
    for await (const item of prefetch(items)) {
      count = item + 1;
      if (count === 3) process.emit("SIGINT");
    }
  };
  await expect(loop()).rejects.toThrow(InterruptedError);
  expect([count, state.closed]).toEqual([3, true]);
});

test("an empty source gives nothing", async () => {
  await expect(prefetch(source(0).items).next()).resolves.toEqual({ done: true, value: undefined });
});

test.each([0, -1, 1.5, NaN])("%p ahead is refused", async (ahead) => {
  await expect(prefetch(source(1).items, { ahead }).next()).rejects.toThrow(
    /prefetch: ahead must be a whole number ≥ 1/,
  );
});

test("what cannot be iterated over asynchronously is refused", async () => {
  const array = [1, 2] as unknown as AsyncIterable<number>;
  await expect(prefetch(array).next()).rejects.toThrow(/prefetch: source must be an asynchronous iterable/);
});

describe("batches() reading ahead", () => {
  const X = Array.from({ length: 10 }, (_, i) => [i, 2 * i]);
  const memory = memoryDataset(X, X.flat().slice(0, 10));

  test("gives the same batches, and leaves no tensor behind", async () => {
    const all = async (ahead: number) => {
      const values: number[][] = [];
      for await (const batch of batches(memory, { batchSize: 3, random: random(1), ahead })) {
        values.push([...batch.X.dataSync(), ...batch.y.dataSync(), batch.size]);
      }
      return values;
    };
    expect(await all(2)).toEqual(await all(0));
    expect(await all(2)).toHaveLength(4);
  });

  test("reads no more than that ahead, ends by break, by an error of a read, and by an interrupt", async () => {
    let reads = 0;
    const counted = { ...memory, read: (indices: Uint32Array) => (reads++, memory.read(indices)) };
    for await (const { size } of batches(counted, { batchSize: 1, ahead: 4 })) {
      await settle();
      expect(size).toBe(1);
      break;
    }
    expect(reads).toBe(5);

    const failing = { ...memory, read: () => Promise.reject(new Error("no disk")) };
    await expect(batches(failing, { batchSize: 1, ahead: 2 }).next()).rejects.toThrow("no disk");

    let count = 0;
    const loop = async () => {
      for await (const { size } of batches(memory, { batchSize: 1, ahead: 2 })) {
        count += size;
        if (count === 3) process.emit("SIGINT");
      }
    };
    await expect(loop()).rejects.toThrow(InterruptedError);
    expect(count).toBe(3);
  });

  test.each([-1, 0.5])("refuses %p", async (ahead) => {
    await expect(batches(memory, { batchSize: 1, ahead }).next()).rejects.toThrow(
      /batches: ahead must be a whole number ≥ 0/,
    );
  });
});

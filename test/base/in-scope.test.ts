import * as tf from "@tensorflow/tfjs";
import { inScope } from "../../lib/src/base/in-scope";
import { useBackend } from "../../lib/src/base/backend";

beforeAll(useBackend);
let atFirst: number;
beforeEach(() => void (atFirst = tf.memory().numTensors));
afterEach(() => expect(tf.memory().numTensors).toBe(atFirst));

/** A promise, and the function that keeps it. */
function promised() {
  let keep: () => void = () => undefined;
  const promise = new Promise<void>((resolve) => (keep = resolve));
  return { promise, keep };
}

test("tensors that work makes before, between and after its waits are freed", async () => {
  const sum = await inScope(async () => {
    const first = tf.ones([3]);
    await Promise.resolve();
    const second = first.add(1);
    await new Promise((resolve) => setImmediate(resolve));
    const third = tf.tidy(() => second.mul(2).add(first));
    return third.sum().dataSync()[0];
  });
  expect(sum).toBe(15);
});

test("tensors of work that throws or rejects are freed, those that are kept stay", async () => {
  const failing = inScope(async () => {
    tf.ones([3]);
    await Promise.resolve();
    tf.ones([4]);
    throw new Error("half way");
  });
  await expect(failing).rejects.toThrow("half way");
  const kept = await inScope(() => tf.keep(tf.ones([2])));
  expect([...kept.dataSync()]).toEqual([1, 1]);
  kept.dispose();
});

test("of two pieces of work at once, the one that ends first leaves the other's tensors alone, whichever began first", async () => {
  for (const endsFirst of [0, 1]) {
    const gates = [promised(), promised()];
    const works = gates.map(({ promise }, i) =>
      inScope(async () => {
        const mine = tf.ones([3 + i]);
        await promise;
        return mine.sum().dataSync()[0];
      }),
    );
    gates[endsFirst].keep();
    expect(await works[endsFirst]).toBe(3 + endsFirst);
    gates[1 - endsFirst].keep();
    expect(await works[1 - endsFirst]).toBe(4 - endsFirst);
  }
});

test("what others make while work waits stays theirs", async () => {
  const waiting = promised();
  const work = inScope(async () => {
    tf.ones([3]);
    await waiting.promise;
  });
  const mine = tf.ones([2]);
  const doubled = tf.tidy(() => mine.add(mine));
  waiting.keep();
  await work;
  expect([...mine.dataSync(), ...doubled.dataSync()]).toEqual([1, 1, 2, 2]);
  tf.dispose([mine, doubled]);
});

test("work inside other work frees its own tensors and no others", async () => {
  await inScope(async () => {
    const outer = tf.ones([3]);
    const inner = await inScope(() => {
      const made = tf.ones([2]);
      return [made, tf.memory().numTensors] as const;
    });
    expect(inner[0].isDisposed).toBe(true);
    expect(outer.isDisposed).toBe(false);
  });
});

test("a gradient taken in work leaves nothing", async () => {
  const slope = await inScope(async () => {
    await Promise.resolve();
    return tf
      .grad((x) => x.square().sum())(tf.scalar(3))
      .dataSync()[0];
  });
  expect(slope).toBe(6);
});

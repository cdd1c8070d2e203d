import fc from "fast-check";
import { batchOrder, type LastBatch, shuffleInBlocks } from "../../lib/src/data/batch-order";
import { random } from "../../lib/src/base/random";

const sizes = fc
  .record({
    n: fc.integer({ min: 1, max: 200 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    seed: fc.nat(),
  })
  .map(({ n, share, seed }) => ({ n, batchSize: Math.max(1, Math.ceil(share * n)), seed }));

const flat = (batches: Uint32Array[]) => batches.flatMap((b) => [...b]);
const isEverySample = (indices: number[], n: number) => new Set(indices).size === n && indices.length === n;

describe.each<LastBatch>(["keep", "drop", "fill"])(
  "whatever n and the batch size, lastBatch: %p",
  (lastBatch) => {
    test("makes each batch full, except the last one kept", () => {
      fc.assert(
        fc.property(sizes, ({ n, batchSize, seed }) => {
          const batches = batchOrder(n, { batchSize, random: random(seed), lastBatch });
          const rest = n % batchSize;
          const last = lastBatch === "keep" && rest > 0 ? [rest] : [];
          const full = Math.floor(n / batchSize) + (lastBatch === "fill" && rest > 0 ? 1 : 0);
          expect(batches.map((b) => b.length)).toEqual([...new Array<number>(full).fill(batchSize), ...last]);
        }),
      );
    });

    test("visits each sample once, but for the ones dropped or filled up with", () => {
      fc.assert(
        fc.property(sizes, ({ n, batchSize, seed }) => {
          const visited = flat(batchOrder(n, { batchSize, random: random(seed), lastBatch }));
          const whole = lastBatch === "drop" ? Math.floor(n / batchSize) * batchSize : n;
          const own = visited.slice(0, whole);
          expect(new Set(own).size).toBe(whole);
          expect(lastBatch === "drop" || isEverySample(own, n)).toBe(true);
          expect(visited.every((i) => i >= 0 && i < n)).toBe(true);
        }),
      );
    });

    test("is repeated by the same seed", () => {
      fc.assert(
        fc.property(sizes, ({ n, batchSize, seed }) => {
          const order = () => flat(batchOrder(n, { batchSize, random: random(seed), lastBatch }));
          expect(order()).toEqual(order());
        }),
      );
    });
  },
);

test("without random the order is that of the data", () => {
  expect(batchOrder(5, { batchSize: 2 }).map((b) => [...b])).toEqual([[0, 1], [2, 3], [4]]);
});

test("without random the last batch is filled up from the start", () => {
  expect(batchOrder(5, { batchSize: 3, lastBatch: "fill" }).map((b) => [...b])).toEqual([
    [0, 1, 2],
    [3, 4, 0],
  ]);
});

test("a filled batch never holds more of the next epoch than it needs, and no sample of it twice", () => {
  fc.assert(
    fc.property(sizes, ({ n, batchSize, seed }) => {
      const visited = flat(batchOrder(n, { batchSize, random: random(seed), lastBatch: "fill" }));
      const fillers = visited.slice(n);
      expect(fillers.length).toBeLessThan(batchSize);
      expect(new Set(fillers).size).toBe(fillers.length);
    }),
  );
});

test.each([0, -1, 2.5, 11, NaN])("a batch size of %p is refused for 10 samples", (batchSize) => {
  expect(() => batchOrder(10, { batchSize })).toThrow(
    `batches: batchSize must be a whole number from 1 to 10, got ${batchSize}.`,
  );
});

test("another word for the last batch is refused, with the three that there are", () => {
  expect(() => batchOrder(10, { batchSize: 3, lastBatch: "wrap" as LastBatch })).toThrow(
    'batches: lastBatch must be one of keep, drop, fill, got "wrap".',
  );
});

const cases = fc.record({
  n: fc.integer({ min: 1, max: 300 }),
  blockSize: fc.integer({ min: 1, max: 50 }),
  together: fc.integer({ min: 1, max: 6 }),
  seed: fc.nat(),
});

test("each sample is visited once, whatever the blocks, and the same seed gives the same order", () => {
  fc.assert(
    fc.property(cases, ({ n, seed, ...options }) => {
      const order = shuffleInBlocks(random(seed), options).permutation(n);
      expect([...order].sort((a, b) => a - b)).toEqual([...new Array(n).keys()]);
      expect(shuffleInBlocks(random(seed), options).permutation(n)).toEqual(order);
    }),
  );
});

test("only so many blocks are mixed with each other", () => {
  fc.assert(
    fc.property(cases, ({ seed, blockSize, together }) => {
      const window = blockSize * together;
      const order = shuffleInBlocks(random(seed), { blockSize, together }).permutation(5 * window);
      for (let start = 0; start < order.length; start += window) {
        const blocks = Array.from(order.subarray(start, start + window), (i) => Math.floor(i / blockSize));
        expect(new Set(blocks).size).toBe(together);
      }
    }),
  );
});

test("samples of different blocks are mixed within a window, and blocks come in random order", () => {
  const order = shuffleInBlocks(random(1), { blockSize: 10, together: 3 }).permutation(90);
  const blocks = Array.from(order, (i) => Math.floor(i / 10));
  expect(new Set(blocks.slice(0, 10)).size).toBe(3);
  expect([...new Set(blocks)].sort()).not.toEqual([...new Set(blocks)]);
});

test("batchOrder() takes it for a shuffle", () => {
  const shuffle = shuffleInBlocks(random(1), { blockSize: 4, together: 1 });
  const [first] = batchOrder(100, { batchSize: 4, random: shuffle });
  expect(Math.max(...first) - Math.min(...first)).toBe(3);
});

test("empty blocks are refused", () => {
  expect(() => shuffleInBlocks(random(1), { blockSize: 0 })).toThrow(
    /shuffleInBlocks: blockSize must be a whole number ≥ 1/,
  );
  expect(() => shuffleInBlocks(random(1), { together: 0.5 })).toThrow(
    /together must be a whole number ≥ 1, got 0.5/,
  );
});

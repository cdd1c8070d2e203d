import fc from "fast-check";
import { batchOrder, shuffleInBlocks } from "../../lib/src/data/batch-order";
import { random } from "../../lib/src/base/random";

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
  const [first] = batchOrder(100, { batchSize: 4, shuffle });
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

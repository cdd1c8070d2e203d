import { inParallel, notebooksAtOnce } from "../../tools/notebooks/in-parallel.ts";

test.each([
  [{ cores: 2, memory: 8e9 }, 2],
  [{ cores: 8, memory: 2e9 }, 3],
  [{ cores: 4, memory: 1e8 }, 1],
])("on %j so many notebooks run at once: %i", (machine, count) => {
  expect(notebooksAtOnce(machine)).toBe(count);
});

test("results come in the items' order, and never more run at once than asked for", async () => {
  let running = 0;
  let most = 0;
  const results = await inParallel([3, 1, 2, 5, 4], 2, async (item) => {
    most = Math.max(most, ++running);
    for (let i = 0; i < item; i++) await Promise.resolve();
    running -= 1;
    return item * 10;
  });
  expect(results).toEqual([30, 10, 20, 50, 40]);
  expect(most).toBe(2);
});

test("after a rejection no other item is begun", async () => {
  const begun: number[] = [];
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  const work = (item: number) => {
    begun.push(item);
    return item === 2 ? Promise.reject(new Error("no")) : released;
  };
  await expect(inParallel([1, 2, 3, 4], 2, work)).rejects.toThrow("no");
  release();
  await new Promise(setImmediate);
  expect(begun).toEqual([1, 2]);
});

import { assertWhole } from "../base/assertions";
import { watchForInterrupt } from "../base/interrupt";

/** How `prefetch` goes about it. */
export interface PrefetchOptions<T> {
  /** How many items may be ready or under way besides the one in use, a whole number ≥ 1. Default: 2. */
  ahead?: number;
  /** Called with each item that was fetched and never handed out, as to free it. */
  discard?: (item: T) => void;
}

/**
 * Fetches the next items of a source while the present one is in use, a bounded number of them, in the source's
 * order. The source is asked for one at a time. An error of the source is thrown where its item would have come.
 * When the loop is left, in whatever way, the source is closed, after what it is doing.
 *
 * It is for samples as plain arrays. Do not put it around `batches`, whose tensors live only until the next batch
 * is asked for; `batches(data, { batchSize, ahead: 2 })` fetches ahead by itself.
 *
 * @param source any asynchronous iterable, as a generator that reads a file
 * @throws RangeError or TypeError on the first use if `ahead` or the source is of no use; InterruptedError when interrupted;
 *   whatever the source throws
 */
export async function* prefetch<T>(
  source: AsyncIterable<T>,
  { ahead = 2, discard }: PrefetchOptions<T> = {},
): AsyncGenerator<T, void, undefined> {
  assertWhole("prefetch", "ahead", ahead, 1);
  if (typeof (source as Partial<AsyncIterable<T>>)[Symbol.asyncIterator] !== "function") {
    throw new TypeError(
      "prefetch: source must be an asynchronous iterable, such as an async generator's result.",
    );
  }
  await Promise.resolve();
  const iterator = source[Symbol.asyncIterator]();
  const interrupt = watchForInterrupt("prefetch");
  const waiting: Promise<IteratorResult<T, unknown>>[] = [];
  let latest: Promise<unknown> = Promise.resolve();
  let over = false;

  const ask = () => {
    const next = latest.then(async () => {
      if (over) return { done: true, value: undefined } as const;
      try {
        const result = await iterator.next();
        over ||= result.done === true;
        return result;
      } catch (error) {
        over = true;
        throw error;
      }
    });
    // The error is thrown when its turn comes; until then nobody may be listening.
    latest = next.catch(() => undefined);
    waiting.push(next);
  };
  try {
    for (;;) {
      while (waiting.length < ahead) ask();
      await interrupt.pause();
      const result = await (waiting.shift() as Promise<IteratorResult<T, unknown>>);
      if (result.done) return;
      // Asked for before the item is handed out, so that it is fetched while the item is in use.
      ask();
      interrupt.handOver();
      yield result.value;
      interrupt.takeBack();
    }
  } finally {
    over = true;
    interrupt.end();
    for (const result of await Promise.allSettled(waiting)) {
      if (result.status === "fulfilled" && !result.value.done) discard?.(result.value.value);
    }
    await iterator.return?.();
  }
}

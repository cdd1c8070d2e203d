/** The memory of the whole process while a piece of code ran, in bytes. */
export interface PeakMemory<T> {
  readonly result: T;
  /** Resident memory before. */
  readonly before: number;
  /** The most resident memory seen while it ran. */
  readonly peak: number;
  /** peak − before. */
  readonly growth: number;
}

/** How often memory is looked at, in milliseconds. */
const interval = 2;

/**
 * Runs a function and watches the resident memory of the process, tensors and files' buffers included. It is
 * looked at about every two milliseconds, whenever the event loop turns, as `batches` lets it between two
 * batches; what is taken and given back in between goes unseen. Memory of before may be used again, and the
 * garbage collector comes when it likes, so that the figure is good to some ten megabytes.
 *
 * @param run what to run; may be asynchronous
 */
export async function peakMemory<T>(run: () => T | Promise<T>): Promise<PeakMemory<T>> {
  const before = process.memoryUsage.rss();
  let peak = before;
  const look = () => {
    peak = Math.max(peak, process.memoryUsage.rss());
  };
  const timer = setInterval(look, interval);
  try {
    const result = await run();
    look();
    return { result, before, peak, growth: peak - before };
  } finally {
    clearInterval(timer);
  }
}

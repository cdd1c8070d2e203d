/** Within this time a second one is the same one: npm passes on what the terminal has sent already. */
const echoMilliseconds = 1_000;
const signals = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);

/**
 * Does work that can be interrupted: Ctrl-C, a request to end, or a closed terminal abort the signal that the
 * work is given, so that it can tidy up. A second Ctrl-C, later, ends at once.
 *
 * @template T
 * @param {(signal: AbortSignal) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function interruptible(work) {
  const controller = new AbortController();
  let first = 0;
  const interrupt = () => {
    first ||= performance.now();
    if (performance.now() - first > echoMilliseconds) process.exit(130);
    controller.abort();
  };
  for (const signal of signals) process.on(signal, interrupt);
  // A request to end that npm gets does not reach the programs that it runs; but they see that it is gone.
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.env["npm_lifecycle_event"] && process.ppid !== parent && !controller.signal.aborted)
      interrupt();
  }, 500).unref();
  try {
    return await work(controller.signal);
  } finally {
    clearInterval(watch);
    for (const signal of signals) process.removeListener(signal, interrupt);
  }
}

import { Failure } from "./shared/failure.mjs";

/** A second signal within this time is the same one: npm passes on what the terminal has sent already. */
const echoMilliseconds = 1_000;
/** How long the work may take to tidy up: longer than a program that is asked to end has before it is killed. */
const patienceMilliseconds = 12_000;
const signals = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);

/**
 * Does work that can be interrupted: Ctrl-C, a request to end, or a closed terminal abort the signal that the
 * work is given, so that it can tidy up; its reason is a Failure. A second Ctrl-C, later, ends at once.
 *
 * @template T
 * @param {(signal: AbortSignal) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function interruptible(work) {
  const controller = new AbortController();
  let first = 0;
  /** @type {NodeJS.Timeout | undefined} */
  let deadline;
  const interrupt = () => {
    deadline ??= setTimeout(() => process.exit(130), patienceMilliseconds).unref();
    first ||= performance.now();
    if (performance.now() - first > echoMilliseconds) process.exit(130);
    controller.abort(new Failure("interrupted", { interrupted: true }));
  };
  for (const signal of signals) process.on(signal, interrupt);
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(deadline);
    for (const signal of signals) process.removeListener(signal, interrupt);
  }
}

/**
 * A time that pieces of work may take together: counted while at least one of them is under way, so that waiting
 * for other parts of the tests costs nothing. Once it is spent, `signal` is aborted.
 *
 * @typedef {object} TimeBudget
 * @property {number} seconds
 * @property {AbortSignal} signal
 * @property {<T>(work: () => Promise<T>) => Promise<T>} use
 */

/** @param {number} seconds @returns {TimeBudget} */
export function timeBudget(seconds) {
  const spent = new AbortController();
  let [left, running, since] = [seconds * 1000, 0, 0];
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  return {
    seconds,
    signal: spent.signal,
    async use(work) {
      if (running === 0) {
        since = performance.now();
        timer = setTimeout(() => spent.abort(), left);
      }
      running += 1;
      try {
        return await work();
      } finally {
        running -= 1;
        if (running === 0) {
          clearTimeout(timer);
          left -= performance.now() - since;
        }
      }
    },
  };
}

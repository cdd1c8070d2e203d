/**
 * A time that pieces of work may take together, on as many cores as there are: counted while at least one of them is
 * under way, so that waiting for other parts of the tests costs nothing, and in part where other parts have the rest
 * of the cores. Once it is spent, `signal` is aborted.
 *
 * @typedef {object} TimeBudget
 * @property {number} seconds
 * @property {AbortSignal} signal
 * @property {<T>(work: () => Promise<T>) => Promise<T>} use
 */

/**
 * @param {number} seconds that the pieces may take `atOnce` at a time
 * @param {number} [atOnce] how many can run at once; default 1
 * @returns {TimeBudget}
 */
export function timeBudget(seconds, atOnce = 1) {
  const spent = new AbortController();
  let [left, running, since] = [seconds * 1000, 0, 0];
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  /** @param {number} change in how many are under way */
  const count = (change) => {
    const now = performance.now();
    left -= ((now - since) * Math.min(running, atOnce)) / atOnce;
    since = now;
    running += change;
    clearTimeout(timer);
    if (running > 0) timer = setTimeout(() => spent.abort(), (left * atOnce) / Math.min(running, atOnce));
  };
  return {
    seconds,
    signal: spent.signal,
    async use(work) {
      count(1);
      try {
        return await work();
      } finally {
        count(-1);
      }
    },
  };
}

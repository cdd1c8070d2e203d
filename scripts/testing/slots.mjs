/**
 * Lets so many pieces of work run at once, one a core, whatever part of the tests they belong to. They begin
 * in the order in which they asked.
 */
export class Slots {
  /** @param {number} count */
  constructor(count) {
    this.free = count;
    /** @type {(() => void)[]} */
    this.waiting = [];
  }

  /**
   * @template Result
   * @param {() => Promise<Result>} work
   * @returns {Promise<Result>}
   */
  async use(work) {
    if (this.free === 0) await new Promise((resolve) => this.waiting.push(() => resolve(undefined)));
    else this.free -= 1;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.free += 1;
    }
  }
}

"use strict";
const { AsyncLocalStorage } = require("node:async_hooks");
const { inspect } = require("node:util");

/** One execution of one cell. */
class Run {
  /** @type {unknown} the value of the last expression */
  result = undefined;
  hasResult = false;
  /** @type {{ value: unknown } | undefined} what the cell threw, which may be anything */
  thrown = undefined;
  /** @type {import("./describe-error").Description[]} the errors that were sent, the first first */
  reported = [];
  /** @type {import("./types").Diagnostic[]} */
  diagnostics = [];
  interrupted = false;

  /**
   * @param {{ name: string, code: string, stopOnError: boolean,
   *   publish: (type: string, content: import("./types").Content) => void }} request
   */
  constructor({ name, code, stopOnError, publish }) {
    this.name = name;
    this.code = code;
    this.stopOnError = stopOnError;
    this.publish = publish;
  }

  /** Node shows the run inside of timers and promises that are printed. */
  [inspect.custom]() {
    return this.name;
  }
}

/** Knows which cell's code is running, also long after the cell was done. */
class Runs {
  #storage = new AsyncLocalStorage();
  /** @type {Run | undefined} the cell that executes now */
  active = undefined;
  /** @type {Run | undefined} */
  #latest = undefined;
  /** Called when a run has ended. */
  onEnd = () => {};

  /** The run whose code, or whose callback, is executing. @returns {Run | undefined} */
  get origin() {
    return /** @type {Run | undefined} */ (this.#storage.getStore());
  }

  /** The run that output belongs to: its origin, else the latest. */
  get current() {
    return this.origin ?? this.#latest;
  }

  /**
   * Executes a function as the code of a run.
   *
   * @template T
   * @param {Run} run
   * @param {() => Promise<T>} body
   */
  async perform(run, body) {
    this.active = this.#latest = run;
    try {
      return await this.#storage.run(run, body);
    } finally {
      this.active = undefined;
      this.onEnd();
    }
  }

  /** Executes a function outside of any run. @template T @param {() => T} body */
  outside(body) {
    return this.#storage.exit(body);
  }
}

module.exports = { Run, Runs };

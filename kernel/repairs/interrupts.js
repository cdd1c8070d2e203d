"use strict";
// Repairs: an interrupt reaches only some cells, and a cell that listens to SIGINT before its first `await`
// makes it kill the kernel, since Node then puts the default action back. No upstream issue found.
const vm = require("node:vm");
const { Interrupted } = require("../interrupted.js");
const { places } = require("../shared-state.js");

/** @type {import("../types").Repair} */
module.exports = function interrupts(kernel) {
  const { runs, runtime, control } = kernel;
  const { state } = control;
  /** The latest interrupt whose cell has ended. */
  let over = 0;

  /** Tells the control thread that the interrupt has reached its code. */
  const acknowledge = () => Atomics.store(state, places.handled, Atomics.load(state, places.asked));
  /** Until here a cell that catches what it is stopped with is stopped again. */
  const end = () => {
    over = Atomics.load(state, places.asked);
    // Or what the control thread does about an interrupt that seems unheard would stop the next cell.
    acknowledge();
    Atomics.store(state, places.stop, 0);
  };
  runs.onEnd = end;

  runtime.stop = state;

  runtime.interruption = () => {
    acknowledge();
    if (runs.origin) runs.origin.interrupted = true;
    return new Interrupted();
  };

  runtime.resume = (value) => {
    if (state[places.stop] !== 0 || runs.origin?.interrupted) throw runtime.interruption();
    return value;
  };

  function stopActive() {
    if (!runs.active) return;
    runs.active.interrupted = true;
    kernel.executor?.interrupt();
  }

  const onSignal = () => {
    const signalled = Atomics.exchange(state, places.signalled, 0);
    if (signalled > 0 && signalled <= Atomics.load(state, places.handled)) return; // its code has ended meanwhile
    acknowledge();
    stopActive();
  };

  control.onInterrupt = (number) => {
    if (number <= over) return;
    acknowledge();
    stopActive();
    if (!runs.active) end();
    // Loops of the library listen to SIGINT, as they would under stock tslab.
    for (const listener of process.rawListeners("SIGINT")) {
      if (listener !== onSignal) listener.call(process, "SIGINT");
    }
  };

  const start = kernel.tslab.main.startKernel;
  kernel.tslab.main.startKernel = (options) => {
    start(options);
    process.removeAllListeners("SIGINT");
    process.on("SIGINT", onSignal);
  };

  const listeners = holdSignalListeners();
  const runInThisContext = vm.runInThisContext;
  /** @type {typeof vm.runInThisContext} */
  const interruptible = (code, options) => {
    if (typeof options !== "object" || !options.breakOnSigint) return runInThisContext(code, options);
    listeners.hold();
    Atomics.store(state, places.synchronous, 1);
    try {
      return runInThisContext(code, options);
    } catch (error) {
      if (/** @type {{ code?: unknown } | undefined} */ (error)?.code !== "ERR_SCRIPT_EXECUTION_INTERRUPTED")
        throw error;
      acknowledge();
      Atomics.store(state, places.signalled, 0);
      if (runs.active) runs.active.interrupted = true;
      throw new Interrupted();
    } finally {
      Atomics.store(state, places.synchronous, 0);
      listeners.release();
    }
  };
  vm.runInThisContext = interruptible;
};

/** Lets SIGINT listeners that are added while a cell runs synchronously wait until it has ended. */
function holdSignalListeners() {
  /** @type {{ listener: unknown, add: () => void }[] | undefined} */
  let held;
  const methods = /** @type {const} */ ([
    ...["on", "addListener", "once", "prependListener", "prependOnceListener"],
  ]);
  const emitter = /** @type {Record<string, Function>} */ (/** @type {unknown} */ (process));
  for (const method of methods) {
    const original = emitter[method];
    emitter[method] = function (/** @type {unknown} */ event, /** @type {unknown} */ listener) {
      if (event !== "SIGINT" || !held) return original.call(this, event, listener);
      held.push({ listener, add: () => original.call(process, event, listener) });
      return this;
    };
  }
  for (const method of ["off", "removeListener"]) {
    const original = emitter[method];
    emitter[method] = function (/** @type {unknown} */ event, /** @type {unknown} */ listener) {
      const index =
        event === "SIGINT" && held ? held.map((waiting) => waiting.listener).lastIndexOf(listener) : -1;
      if (index < 0 || !held) return original.call(this, event, listener);
      held.splice(index, 1);
      return this;
    };
  }
  return {
    hold: () => (held = []),
    release: () => {
      const waiting = held ?? [];
      held = undefined;
      for (const { add } of waiting) add();
    },
  };
}

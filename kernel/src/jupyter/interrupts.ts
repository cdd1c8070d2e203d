import { runInThisContext } from "node:vm";
import { Interrupted, OutOfMemory } from "../language/interrupted";
import type { Runs } from "../language/runs";
import type { Control } from "./control";
import { places } from "./shared-state";

// A cell can replace the global.
const { Promise } = globalThis;

/** How much time a cell whose code was terminated gets to end by itself, in milliseconds. */
const abandonAfter = 300;

/**
 * Brings interrupts to the running cell: through a number that loops check, by ending what the cell awaits, through
 * SIGINT for synchronous code, and by calling the listeners of SIGINT.
 */
export class Interrupts {
  /** The latest interrupt whose cell has ended. */
  #over = 0;
  readonly #state: Int32Array;
  readonly #held = holdSignalListeners();
  #cells = 0;

  /** Abandons a cell whose code was terminated. */
  #abandon: (() => void) | undefined;

  /** @param stopAwaiting ends what the active cell awaits */
  constructor(
    control: Control,
    private readonly runs: Runs,
    private readonly stopAwaiting: (error: Interrupted) => void,
  ) {
    this.#state = control.state;
    this.#end(); // drop interrupts from before the first cell
    control.onInterrupt = (number) => this.#onInterrupt(number);
    process.on("SIGINT", this.#onSignal);
  }

  /** Tells the control thread that the interrupt has reached the code; returns the error that stops it. */
  acknowledge(): Interrupted {
    Atomics.store(this.#state, places.handled, Atomics.load(this.#state, places.asked));
    return this.#error();
  }

  #error(): Interrupted {
    return Atomics.load(this.#state, places.outOfMemory) ? new OutOfMemory() : new Interrupted();
  }

  /**
   * Executes a cell, and returns at the latest when an interrupt has terminated its code.
   *
   * @param body executes it
   * @returns the error that has stopped it, if it did not end by itself
   */
  async perform(body: () => Promise<void>): Promise<Interrupted | undefined> {
    const abandoned = new Promise<Interrupted>((resolve) => {
      this.#abandon = () => resolve(this.#error());
    });
    Atomics.store(this.#state, places.executing, (this.#cells += 1));
    try {
      return await Promise.race([atNextTurn(body).then(() => undefined), abandoned]);
    } finally {
      Atomics.store(this.#state, places.executing, 0);
      this.#abandon = undefined;
      this.#end();
      this.#listenAgain();
    }
  }

  /** Terminated code has skipped its `finally` blocks, including that of `evaluate` and those of Node. */
  #listenAgain() {
    this.#held.release();
    if (!process.rawListeners("SIGINT").includes(this.#onSignal)) process.on("SIGINT", this.#onSignal);
  }

  /** The error that stops the active cell, even before the cell has noticed; undefined if it is not interrupted. */
  reason(): Interrupted | undefined {
    const isAsked = Atomics.load(this.#state, places.asked) > this.#over;
    return isAsked || this.runs.active?.interrupted ? this.#error() : undefined;
  }

  /** Ends an interrupt together with its cell: until then, a cell that catches the error is stopped again. */
  #end() {
    this.#over = Atomics.load(this.#state, places.asked);
    // Otherwise the control thread would repeat the interrupt, which would stop the next cell.
    this.acknowledge();
    Atomics.store(this.#state, places.stop, 0);
    Atomics.store(this.#state, places.outOfMemory, 0);
  }

  /**
   * Evaluates a script of the active cell.
   *
   * @throws {Interrupted} if a signal has ended it
   */
  evaluate(script: string, name: string): unknown {
    this.#held.hold();
    Atomics.store(this.#state, places.synchronous, 1);
    try {
      return runInThisContext(script, { filename: name, breakOnSigint: true });
    } catch (error) {
      const { code } = (error ?? {}) as { code?: unknown };
      if (code !== "ERR_SCRIPT_EXECUTION_INTERRUPTED") throw error;
      const reason = this.acknowledge();
      Atomics.store(this.#state, places.signalled, 0);
      if (this.runs.active) this.runs.active.interrupted = true;
      throw reason;
    } finally {
      Atomics.store(this.#state, places.synchronous, 0);
      this.#held.release();
    }
  }

  #onInterrupt(number: number) {
    if (number <= this.#over) return;
    this.acknowledge();
    this.#stopActive();
    if (!this.runs.active) this.#end();
    const { active } = this.runs;
    if (active && Atomics.load(this.#state, places.terminated) >= number) {
      setTimeout(() => this.runs.active === active && this.#abandon?.(), abandonAfter);
    }
    // Loops of the library listen for SIGINT, as under stock tslab.
    for (const listener of process.rawListeners("SIGINT")) {
      if (listener !== this.#onSignal) listener.call(process, "SIGINT");
    }
  }

  readonly #onSignal = () => {
    const signalled = Atomics.exchange(this.#state, places.signalled, 0);
    if (signalled > 0 && signalled <= Atomics.load(this.#state, places.handled)) return; // its code has ended
    this.acknowledge();
    this.#stopActive();
  };

  #stopActive() {
    if (!this.runs.active) return;
    this.runs.active.interrupted = true;
    this.stopAwaiting(this.#error());
  }
}

/** Terminated code takes all its callers with it, so the kernel's own code must not be among them. */
function atNextTurn<T>(body: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => setImmediate(() => void body().then(resolve, reject)));
}

type Method = (this: unknown, event: unknown, listener: unknown) => unknown;

/**
 * Delays SIGINT listeners that are added while a cell runs synchronously until the cell has ended. Node restores the
 * default action at that point, and without a new listener an interrupt would kill the kernel.
 */
function holdSignalListeners() {
  let held: { listener: unknown; add: () => void }[] | undefined;
  const emitter = process as unknown as Record<string, Method>;
  for (const method of ["on", "addListener", "once", "prependListener", "prependOnceListener"]) {
    const original = emitter[method];
    emitter[method] = function (event, listener) {
      if (event !== "SIGINT" || !held) return original.call(this, event, listener);
      held.push({ listener, add: () => original.call(process, event, listener) });
      return this;
    };
  }
  for (const method of ["off", "removeListener"]) {
    const original = emitter[method];
    emitter[method] = function (event, listener) {
      const waiting = event === "SIGINT" && held ? held.map((each) => each.listener) : [];
      const index = waiting.lastIndexOf(listener);
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

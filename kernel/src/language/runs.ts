import type { AsyncLocalStorage } from "node:async_hooks";
import type { Description } from "./describe-error";
import { custom } from "./values";

/** Shows something, given as the type and content of a Jupyter message. */
export type Publish = (type: string, content: Record<string, unknown>) => void;

/** How many errors of a cell are shown: thousands of failing promises all say the same. */
const mostErrors = 20;

/** One execution of one cell. */
export class Run {
  /** The errors in the order in which they occurred. */
  readonly reported: Description[] = [];
  interrupted = false;

  /**
   * @param name as in stack traces: `cell [3]`
   * @param code the cell's text
   * @param stopOnError whether cells that wait behind this one are aborted if it fails
   */
  constructor(
    readonly name: string,
    readonly code: string,
    readonly stopOnError: boolean,
    readonly publish: Publish,
  ) {}

  /** Shows a failure as an error of this run. */
  report(failure: Description) {
    if (this.reported.length < mostErrors) this.publish("error", { ...failure });
    this.reported.push(failure);
  }

  /** Node shows the run inside timers and promises that are printed. */
  [custom]() {
    return this.name;
  }
}

/** Remembers which run has caused each callback, as Node's AsyncLocalStorage does. */
export type Origins = Pick<AsyncLocalStorage<Run>, "getStore" | "run" | "exit">;

/** Knows which cell's code is running, even long after the cell has ended. */
export class Runs {
  /** The cell that is executing. */
  active: Run | undefined;
  #latest: Run | undefined;

  constructor(private readonly storage: Origins) {}

  /** The run whose code or callback is executing. */
  get origin(): Run | undefined {
    return this.storage.getStore();
  }

  /** The run to which output belongs: its origin, or else the latest run. */
  get current(): Run | undefined {
    return this.origin ?? this.#latest;
  }

  /** Executes a function as the code of a run. */
  async perform<T>(run: Run, body: () => Promise<T>): Promise<T> {
    this.active = this.#latest = run;
    try {
      return await this.storage.run(run, body);
    } finally {
      this.active = undefined;
    }
  }

  /** Executes a function outside of any run. */
  outside<T>(body: () => T): T {
    return this.storage.exit(body);
  }
}

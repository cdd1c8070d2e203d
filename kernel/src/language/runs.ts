import type { Description } from "./describe-error";
import { custom } from "./values";

/** What a cell's code shows is passed to this function, as the type and content of a Jupyter message. */
export type Publish = (type: string, content: Record<string, unknown>) => void;

/** So many errors of a cell are shown: of thousands of promises that fail, one tells as much as all. */
const mostErrors = 20;

/** One execution of one cell. */
export class Run {
  /** As in stack traces: `cell [3]`. */
  readonly name: string;
  /** The cell's text. */
  readonly code: string;
  /** Whether cells that wait behind this one are given up when it fails. */
  readonly stopOnError: boolean;
  readonly publish: Publish;
  /** The errors that were shown, the first first. */
  readonly reported: Description[] = [];
  interrupted = false;

  constructor(given: Pick<Run, "name" | "code" | "stopOnError" | "publish">) {
    this.name = given.name;
    this.code = given.code;
    this.stopOnError = given.stopOnError;
    this.publish = given.publish;
  }

  /** Shows a failure as an error of this run. */
  report(failure: Description) {
    if (this.reported.length < mostErrors) this.publish("error", { ...failure });
    this.reported.push(failure);
  }

  /** Node shows the run inside of timers and promises that are printed. */
  [custom]() {
    return this.name;
  }
}

/** Remembers for each callback the run that has caused it, as Node's AsyncLocalStorage does. */
export interface Origins {
  getStore(): Run | undefined;
  run<T>(run: Run, body: () => T): T;
  exit<T>(body: () => T): T;
}

/** Knows which cell's code is running, also long after the cell was done. */
export class Runs {
  /** The cell that executes now. */
  active: Run | undefined;
  #latest: Run | undefined;

  constructor(private readonly storage: Origins) {}

  /** The run whose code, or whose callback, is executing. */
  get origin(): Run | undefined {
    return this.storage.getStore();
  }

  /** The run that output belongs to: its origin, else the latest. */
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

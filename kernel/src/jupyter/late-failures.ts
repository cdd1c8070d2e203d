import { setImmediate as turnOfEventLoop, setTimeout as sleep } from "node:timers/promises";
import type { CellRegistry } from "../language/cells";
import { type Description, describeError } from "../language/describe-error";
import { Interrupted } from "../language/interrupted";
import type { Run, Runs } from "../language/runs";
import { logToServer } from "./log";

/**
 * Unhandled rejections and exceptions in timers are errors of the cell that caused them. If that cell has already
 * ended, the next cell fails as well, so that a run of the notebook stops.
 */
export class LateFailures {
  #late: { run: Run | undefined; failure: Description }[] = [];

  constructor(
    private readonly runs: Runs,
    private readonly cells: CellRegistry,
  ) {
    for (const event of ["uncaughtException", "unhandledRejection"]) {
      process.on(event, (error: unknown) => this.#onFailure(error));
    }
  }

  /** Waits until failures that a cell has caused are known. */
  async settle() {
    // Rejections are known after one turn; the shortest timer takes a millisecond.
    await turnOfEventLoop();
    if (!process.getActiveResourcesInfo().includes("Timeout")) return;
    await sleep(1);
    await turnOfEventLoop();
  }

  /** The failures of cells that had already ended, for the run that has to report them. */
  take(run: Run): Description[] {
    const taken = this.#late;
    this.#late = [];
    return taken
      .filter((entry) => entry.run?.stopOnError !== false || !run.stopOnError)
      .map(({ run: cause, failure }) => carried(cause, failure));
  }

  #onFailure(error: unknown) {
    const run = this.runs.origin;
    if (error instanceof Interrupted && run?.interrupted) return; // a consequence of the interrupt
    const failure = describeError(error, this.cells);
    if (run && run === this.runs.active) return run.report(failure);
    if (run) run.publish("error", { ...failure });
    else logToServer(`failed outside of any cell: ${String((error as Error | undefined)?.stack ?? error)}`);
    this.#late.push({ run, failure });
  }
}

function carried(cause: Run | undefined, failure: Description): Description {
  const where = cause ? `${cause.name} failed after it had finished` : "code outside of any cell failed";
  return {
    ename: failure.ename,
    evalue: `${where}: ${failure.evalue}`,
    traceback: [`${where[0].toUpperCase()}${where.slice(1)}:`, ...failure.traceback],
  };
}

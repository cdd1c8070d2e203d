"use strict";
// Repairs: an unhandled rejection, or an exception in a timer, is printed under whichever cell is running,
// and the run succeeds. tslab only keeps the process alive (https://github.com/yunabe/tslab/issues/15). It is
// an error of the cell that caused it. Where that cell has been answered, the next cell carries the failure.
const { setImmediate: turnOfEventLoop, setTimeout: sleep } = require("node:timers/promises");
const { describeError } = require("../describe-error.js");
const { Interrupted } = require("../interrupted.js");

/** @typedef {import("../runs").Run} Run */
/** @typedef {import("../describe-error").Description} Description */

/** @type {import("../types").Repair} */
module.exports = function lateFailures(kernel) {
  const { runs, tslab } = kernel;
  /** @type {{ run: Run | undefined, failure: Description }[]} */
  let late = [];

  /** @param {unknown} error */
  function onFailure(error) {
    const run = runs.origin;
    if (error instanceof Interrupted && run?.interrupted) return; // the rest of a cell that was stopped
    const failure = describeError(error, kernel.cells);
    if (run && run === runs.active) return kernel.report(run, failure);
    run?.publish("error", { ...failure });
    late.push({ run, failure });
  }

  // Rejections are known after one turn; the shortest timer takes a millisecond.
  kernel.settle = async () => {
    await turnOfEventLoop();
    if (!process.getActiveResourcesInfo().includes("Timeout")) return;
    await sleep(1);
    await turnOfEventLoop();
  };

  kernel.takeLateFailures = (run) => {
    const taken = late;
    late = [];
    return taken
      .filter((entry) => entry.run?.stopOnError !== false || !run.stopOnError)
      .map(({ run: cause, failure }) => carried(cause, failure));
  };

  const start = tslab.main.startKernel;
  tslab.main.startKernel = (options) => {
    start(options);
    for (const event of ["uncaughtException", "unhandledRejection"]) {
      process.removeAllListeners(event);
      process.on(event, onFailure);
    }
  };
};

/** @param {Run | undefined} cause @param {Description} failure @returns {Description} */
function carried(cause, failure) {
  const where = cause ? `${cause.name} failed after it had finished` : "code outside of any cell failed";
  return {
    ename: failure.ename,
    evalue: `${where}: ${failure.evalue}`,
    traceback: [`${where[0].toUpperCase()}${where.slice(1)}:`, ...failure.traceback],
  };
}

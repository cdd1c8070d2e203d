import { availableParallelism } from "node:os";
import { browserTests } from "./browser-tests.mjs";
import { colabRuns } from "./colab-runs.mjs";
import { kernelMatrix } from "./kernel-matrix.mjs";
import { notebookRuns, solvedRuns } from "./notebook-runs.mjs";
import { Slots } from "./slots.mjs";
import { staticChecks } from "./static-checks.mjs";
import { sum } from "./tally.mjs";
import { unitTests } from "./unit-tests.mjs";

/** @import { Progress } from "../shared/progress.mjs" */
/** @import { TestContext } from "./context.mjs" */
/** @import { StageResult } from "./tally.mjs" */

/** @type {{ [name: string]: (context: TestContext) => Promise<StageResult> }} */
const parts = {
  unit: unitTests,
  static: staticChecks,
  notebooks: notebookRuns,
  solved: solvedRuns,
  browser: browserTests,
  colab: colabRuns,
  matrix: kernelMatrix,
};

export const partNames = Object.keys(parts);

/**
 * Runs parts of the tests side by side, as many programs at once as there are cores.
 *
 * @param {string[]} names of the parts
 * @param {{ progress: Progress, signal: AbortSignal, pattern: string | undefined }} options
 * @returns {Promise<StageResult>}
 */
export async function runTests(names, { progress, signal, pattern }) {
  const context = { progress, signal, pattern, slots: new Slots(availableParallelism()) };
  const results = names.map(async (name) => {
    try {
      return await parts[name](context);
    } catch (error) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      return { passed: 0, failures: [{ title: `${name} (crashed)`, text }], notRun: [] };
    }
  });
  return sum(await Promise.all(results));
}

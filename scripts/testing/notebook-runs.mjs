import { availableParallelism } from "node:os";
import { basename } from "node:path";
import { findNotebooks } from "../notebooks/find-notebooks.mjs";
import { exercisesOf } from "../notebooks/exercises.mjs";
import { notebooksAtOnce } from "../notebooks/in-parallel.mjs";
import { readNotebook } from "../notebooks/notebook-file.mjs";
import { resultText, runNotebooks } from "../notebooks/run-notebooks.mjs";
import { Slots } from "./slots.mjs";
import { sum } from "./tally.mjs";
import { timeBudget } from "./time-budget.mjs";

/** @import { NotebookResult } from "../notebooks/run-notebook.mjs" */
/** @import { TestContext } from "./context.mjs" */
/** @import { StageResult } from "./tally.mjs" */
/** @import { TimeBudget } from "./time-budget.mjs" */

/** A notebook counts twice: its execution, and the comparison with its committed outputs. @param {NotebookResult} result @returns {StageResult} */
export function notebookStageResult(result) {
  const { name, problems, differences } = result;
  const text = resultText(result);
  if (problems.length > 0) return { passed: 0, failures: [{ title: `${name} executed`, text }], notRun: [] };
  if (differences.length === 0) return { passed: 2, failures: [], notRun: [] };
  return {
    passed: 1,
    failures: [{ title: `${name} compared with its committed outputs`, text }],
    notRun: [],
  };
}

/** A solved notebook counts once: every check must say right. @param {NotebookResult} result @returns {StageResult} */
function solvedStageResult(result) {
  if (result.problems.length === 0) return { passed: 1, failures: [], notRun: [] };
  return { passed: 0, failures: [{ title: `${result.name} solved`, text: resultText(result) }], notRun: [] };
}

/**
 * Executes all notebooks and compares what they show with what is committed.
 *
 * @param {TestContext} context
 * @returns {Promise<StageResult>}
 */
export const notebookRuns = (context) => runsOf(() => true, { check: true }, notebookStageResult, context);

/** Seconds that the solved runs of all notebooks may take together, on all cores. */
const solvedWithin = 8 * 60;

/**
 * Executes all notebooks that have exercises once more, with the solutions in the place of the answers. What has
 * not ended when the time for it is over has failed.
 *
 * @param {TestContext} context
 * @param {{ budget?: TimeBudget, run?: typeof runNotebooks }} [options]
 * @returns {Promise<StageResult>}
 */
export const solvedRuns = (
  context,
  { budget = timeBudget(solvedWithin, availableParallelism()), run = runNotebooks } = {},
) =>
  runsOf(
    (file) => exercisesOf(readNotebook(file)).length > 0,
    { solved: true },
    solvedStageResult,
    context,
    async (file, how) => {
      const late = {
        ...{ name: basename(file), seconds: 0, differences: [], written: false },
        problems: [
          `not run to its end: the solved runs took longer than ${budget.seconds} s together, which is their limit`,
        ],
      };
      if (budget.signal.aborted) return [late];
      const signal = AbortSignal.any([budget.signal, context.signal]);
      const results = await budget.use(() => run([file], context.progress, { ...how, signal }));
      return budget.signal.aborted && results.some(({ problems }) => problems.length > 0) ? [late] : results;
    },
  );

/**
 * @param {(file: string) => boolean} wanted
 * @param {{ check?: boolean, solved?: boolean }} how
 * @param {(result: NotebookResult) => StageResult} judged
 * @param {TestContext} context
 * @param {(file: string, how: { check?: boolean, solved?: boolean }) => Promise<NotebookResult[]>} [run]
 */
async function runsOf(
  wanted,
  how,
  judged,
  { progress, slots, signal, pattern },
  run = (file, how) => runNotebooks([file], progress, { ...how, signal }),
) {
  const files = findNotebooks([])
    .filter((file) => pattern === undefined || basename(file).includes(pattern))
    .filter(wanted);
  const memory = new Slots(notebooksAtOnce());
  const results = files.map((file) =>
    memory.use(() =>
      slots.use(async () => {
        if (signal.aborted) return { passed: 0, failures: [], notRun: [`${basename(file)}: interrupted`] };
        try {
          return sum((await run(file, how)).map(judged));
        } catch (error) {
          const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
          return { passed: 0, failures: [{ title: basename(file), text }], notRun: [] };
        }
      }),
    ),
  );
  return sum(await Promise.all(results));
}

import { inParallel } from "../notebooks/in-parallel.mjs";
import { answersOf, pristineOf } from "./answers.mjs";
import { startJudge } from "./judge.mjs";
import { runAnswers } from "./run-answers.mjs";

/** @import { Progress } from "../setup/shared/progress.mjs" */
/** @import { Pristine } from "./answers.mjs" */
/** @import { Judge, Judged } from "./judge.mjs" */
/** @import { Limits, Outcome } from "./run-answers.mjs" */
/** @import { Submission } from "./submissions.mjs" */

/**
 * @typedef {object} Graded
 * @property {string} name whose submission it is
 * @property {Map<string, Judged>} judged by exercise; of the notebooks that were handed in, each exercise
 * @property {string[]} problems why something could not be graded
 */

/** @param {Judge} judge @param {string} id @param {Outcome | undefined} outcome @returns {Promise<Judged>} */
async function judgedOf(judge, id, outcome) {
  if (!outcome) return { status: "not answered" };
  return "record" in outcome ? judge.judge(id, outcome.record) : outcome;
}

/**
 * Grades one submission; nothing that it holds makes this throw.
 *
 * @param {Submission} submission
 * @param {readonly Pristine[]} collection
 * @param {Judge} judge
 * @param {Limits} limits
 * @param {AbortSignal} [signal]
 * @returns {Promise<Graded>}
 */
async function grade({ name, notebooks, problems }, collection, judge, limits, signal) {
  /** @type {Graded} */
  const graded = { name, judged: new Map(), problems: [...problems] };
  for (const { name: file, notebook } of notebooks) {
    const pristine = pristineOf(notebook, file, collection);
    const again = pristine?.exercises.some(({ id }) => graded.judged.has(id));
    if (!pristine) graded.problems.push(`${file} is made from no notebook with exercises`);
    else if (again)
      graded.problems.push(`${file}: ${pristine.name} was handed in twice; the first one counts`);
    if (!pristine || again) continue;
    /** @param {string} what @param {unknown} error */
    const note = (what, error) => graded.problems.push(`${what}: ${/** @type {Error} */ (error).message}`);
    try {
      const { outcomes, problem } = await runAnswers(pristine, answersOf(notebook, pristine), limits, signal);
      if (problem !== undefined) graded.problems.push(`${pristine.name}: ${problem}`);
      for (const { id } of problem === undefined ? pristine.exercises : []) {
        try {
          graded.judged.set(id, await judgedOf(judge, id, outcomes.get(id)));
        } catch (error) {
          note(`${file}, exercise ${id}`, error);
        }
      }
    } catch (error) {
      note(file, error);
    }
  }
  return graded;
}

/** What the progress line ends with. @param {Graded} graded */
export function summary({ judged, problems }) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { status } of judged.values()) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...[...counts].map(([status, count]) => `${count} ${status}`), ...problems].join(", ");
}

/**
 * Grades all submissions, so many at once.
 *
 * @param {readonly Submission[]} submissions
 * @param {readonly Pristine[]} collection
 * @param {Limits & { atOnce: number, progress: Progress, signal?: AbortSignal }} options
 * @returns {Promise<Graded[]>} in the order of the submissions
 */
export async function gradeSubmissions(submissions, collection, { atOnce, progress, signal, ...limits }) {
  const judge = startJudge(limits);
  try {
    return await inParallel(submissions, atOnce, async (submission) => {
      if (signal?.aborted) return { name: submission.name, judged: new Map(), problems: ["interrupted"] };
      const line = progress.start(submission.name);
      const graded = await grade(submission, collection, judge, limits, signal);
      line[graded.problems.length === 0 ? "done" : "failed"](summary(graded));
      return graded;
    });
  } finally {
    judge.stop();
  }
}

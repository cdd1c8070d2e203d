import { stepsOf } from "./answers.mjs";
import { startSandbox } from "./sandbox.mjs";

/** @import { Answers, Pristine } from "./answers.mjs" */
/** @import { Sandbox } from "./sandbox.mjs" */
/** @import { Step } from "./inside/run-cells.mjs" */

/**
 * What came of an answer: a record to be judged, or why there is none.
 * @typedef {{ record: string }} Recorded
 * @typedef {{ status: "crashed" | "too long" | "too much memory", hint: string }} Lost
 * @typedef {Recorded | Lost} Outcome
 *
 * @typedef {object} Limits
 * @property {number} time seconds for one run of a notebook
 * @property {number} cellTime seconds for one answer, with the trials of its exercise
 * @property {number} memory bytes
 * @property {string} [backend]
 *
 * @typedef {object} Round
 * @property {Map<string, Outcome>} outcomes by exercise
 * @property {string} [culprit] the exercise whose answer ended the run
 * @property {string} [problem] what the notebook itself failed by
 */

const outOfMemory =
  /heap out of memory|OutOfMemory|allocation failed|bad_alloc|cannot allocate memory|ENOMEM/i;

/** @param {string} text @returns {Lost} */
const lost = (text) =>
  outOfMemory.test(text)
    ? { status: "too much memory", hint: text.trim() }
    : { status: "crashed", hint: text.trim() };

/**
 * Runs the cells once, until the end or until an answer ends the run.
 *
 * @param {Step[]} steps
 * @param {Limits} limits
 * @param {AbortSignal} [signal]
 * @returns {Promise<Round>}
 */
async function round(steps, limits, signal) {
  /** @type {Map<string, Outcome>} */
  const outcomes = new Map();
  /** @type {Lost | undefined} */
  let ending;
  /** @type {string | undefined} */
  let problem;
  let at = -1;
  let complete = false;
  /** @type {NodeJS.Timeout | undefined} */
  let cellTimer;
  /** @type {Sandbox} */
  const sandbox = startSandbox("run-cells.mjs", limits, (message) => {
    const { begins, ended, failed, record, died } = /** @type {Record<string, unknown>} */ (message ?? {});
    if (typeof died === "string") ending ??= lost(died);
    if (typeof begins === "number" && steps[begins]) {
      at = begins;
      clearTimeout(cellTimer);
      if (steps[at].exercise) cellTimer = setTimeout(tooLong, limits.cellTime * 1000, limits.cellTime);
    }
    if (ended !== at || at < 0) return;
    clearTimeout(cellTimer);
    complete = at === steps.length - 1;
    const { exercise, source } = steps[at];
    if (exercise && typeof record === "string") outcomes.set(exercise, { record });
    else if (exercise) outcomes.set(exercise, lost(String(failed)));
    else if (typeof failed === "string" && !steps.slice(0, at).some((step) => step.exercise)) {
      problem = `its own cell \`${source.trim().split("\n")[0]}\` failed: ${failed}`;
      sandbox.stop();
    }
  });
  /** @param {number} seconds */
  function tooLong(seconds) {
    ending ??= { status: "too long", hint: `It was not done after ${seconds} s.` };
    sandbox.stop();
  }
  const timer = setTimeout(tooLong, limits.time * 1000, limits.time);
  signal?.addEventListener("abort", sandbox.stop, { once: true });
  sandbox.write(JSON.stringify({ steps }));
  sandbox.endInput();
  const { reason, log } = await sandbox.gone;
  clearTimeout(timer);
  clearTimeout(cellTimer);
  signal?.removeEventListener("abort", sandbox.stop);
  if (problem !== undefined || complete || signal?.aborted) return { outcomes, problem };

  if (reason === "too much memory") {
    ending = { status: "too much memory", hint: `It took more than ${Math.round(limits.memory / 1e6)} MB.` };
  }
  ending ??= lost(log || "The sandbox ended.");
  // Code that an answer left behind can end the run in a later cell that is none's.
  const culprit = steps
    .slice(0, at + 1)
    .flatMap(({ exercise }) => exercise ?? [])
    .at(-1);
  if (culprit === undefined) return { outcomes, problem: `it did not come to its exercises: ${ending.hint}` };
  if (!outcomes.has(culprit)) outcomes.set(culprit, ending);
  return { outcomes, culprit };
}

/**
 * Runs a notebook with these answers. Where one ends the run, the notebook is run again without it, so that the
 * others are judged all the same.
 *
 * @param {Pristine} pristine
 * @param {Answers} answers
 * @param {Limits} limits
 * @param {AbortSignal} [signal]
 * @returns {Promise<{ outcomes: Map<string, Outcome>, problem?: string }>}
 */
export async function runAnswers(pristine, answers, limits, signal) {
  /** @type {Map<string, Outcome>} */
  const outcomes = new Map();
  const left = new Map(answers);
  while ([...left.keys()].some((id) => !outcomes.has(id)) && !signal?.aborted) {
    const { outcomes: found, culprit, problem } = await round(stepsOf(pristine, left), limits, signal);
    if (problem !== undefined) return { outcomes, problem };
    for (const [id, outcome] of found) if (!outcomes.has(id)) outcomes.set(id, outcome);
    if (culprit === undefined) break;
    left.delete(culprit);
  }
  return { outcomes };
}

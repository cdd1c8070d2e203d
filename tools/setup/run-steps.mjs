import { Failure } from "./shared/failure.mjs";

/** @typedef {import("./step.mjs").Step} Step */

/**
 * Runs what is not done yet, each step as soon as those before it are done, several at once where they do not
 * need each other. After a failure only what needs the failed step is left out, so that the next start has less
 * to do; after an interruption nothing more is begun.
 *
 * @param {Step[]} steps
 * @param {(step: Step) => Promise<void>} perform runs one step that is not done
 * @returns {Promise<string[]>} the names of the steps that were run
 * @throws the failure, or an AggregateError of several
 */
export async function runSteps(steps, perform) {
  /** @type {Map<string, Promise<boolean>>} */
  const ends = new Map();
  /** @type {unknown[]} */
  const failures = [];
  /** @type {string[]} */
  const performed = [];

  /** @param {Step} step */
  const bring = async (step) => {
    const before = await Promise.all(step.after.map((name) => ends.get(name)));
    if (before.includes(false) || failures.some(isInterruption)) return false;
    try {
      if (await step.isDone()) return true;
      performed.push(step.name);
      await perform(step);
      return true;
    } catch (error) {
      failures.push(error);
      return false;
    }
  };
  for (const step of steps) ends.set(step.name, bring(step));
  await Promise.all(ends.values());

  if (failures.length === 1) throw failures[0];
  if (failures.length > 1) {
    // Where the user stopped the work, each running step says so; once is enough.
    throw failures.find(isInterruption) ?? new AggregateError(failures, "several steps of the set-up failed");
  }
  return performed;
}

/** @param {unknown} failure */
const isInterruption = (failure) => failure instanceof Failure && failure.interrupted;

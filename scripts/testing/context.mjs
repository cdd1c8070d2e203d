/** @import { Progress } from "../shared/progress.mjs" */
/** @import { Slots } from "./slots.mjs" */
/** @import { StageResult } from "./tally.mjs" */

/**
 * @typedef {object} TestContext what each part of the tests is given
 * @property {Progress} progress
 * @property {Slots} slots
 * @property {AbortSignal} signal
 * @property {string | undefined} pattern run only what has this in its path; undefined: everything
 */

/**
 * Runs one piece of the tests in a slot of its own, with a progress line. A piece that crashes has failed.
 *
 * @param {string} title
 * @param {TestContext} context
 * @param {(detail: (text: string) => void) => Promise<StageResult>} work
 * @returns {Promise<StageResult>}
 */
export function inSlot(title, { progress, slots, signal }, work) {
  return slots.use(async () => {
    if (signal.aborted) return { passed: 0, failures: [], notRun: [`${title}: interrupted`] };
    const line = progress.start(title);
    try {
      const result = await work(line.detail);
      const { passed, failures } = result;
      line[failures.length === 0 ? "done" : "failed"](counts(passed, failures.length));
      return result;
    } catch (error) {
      line.failed("crashed");
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      return { passed: 0, failures: [{ title, text }], notRun: [] };
    }
  });
}

/** @param {number} passed @param {number} failed */
function counts(passed, failed) {
  if (failed > 0) return `${passed} passed, ${failed} failed`;
  return passed > 1 ? `${passed} passed` : undefined;
}

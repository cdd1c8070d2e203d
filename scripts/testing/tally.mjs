/**
 * @typedef {{ title: string, text: string }} TestFailure what failed, and how
 *
 * @typedef {object} StageResult what one part of the tests came to
 * @property {number} passed
 * @property {TestFailure[]} failures
 * @property {string[]} notRun what was left out, why, and what to do about it
 */

/** @returns {StageResult} */
export const nothingYet = () => ({ passed: 0, failures: [], notRun: [] });

/** @param {StageResult[]} results @returns {StageResult} */
export const sum = (results) => ({
  passed: results.reduce((total, { passed }) => total + passed, 0),
  failures: results.flatMap(({ failures }) => failures),
  notRun: results.flatMap(({ notRun }) => notRun),
});

/** The line that a run ends with. @param {StageResult} result */
export const lastLine = ({ passed, failures }) => `${passed} passed, ${failures.length} failed`;

/**
 * What to print after a run: each failure in full, what did not run, and the counts.
 *
 * @param {StageResult} result
 */
export function report(result) {
  const failed = result.failures.map(
    ({ title, text }) => `\n✗ ${title}\n${text.trimEnd().replace(/^/gm, "  ")}`,
  );
  const notRun = [...new Set(result.notRun)].map((line) => `  - ${line}`);
  return [...failed, ...(notRun.length > 0 ? ["", "not run:", ...notRun] : []), "", lastLine(result)].join(
    "\n",
  );
}

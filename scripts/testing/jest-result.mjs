/** @import { StageResult } from "./tally.mjs" */

/**
 * The parts of jest's JSON report that are read here.
 * @typedef {object} JestReport
 * @property {{ name: string, message: string, assertionResults: JestTest[] }[]} testResults
 *
 * @typedef {{ fullName: string, status: string, failureMessages: string[] | null }} JestTest
 */

/** A message without colours and without the lines of its stack that lie in packages. @param {string} text */
const plain = (text) =>
  text
    .replace(/\x1b\[[\d;]*m/g, "") // eslint-disable-line no-control-regex
    .replace(/\n\s+at [^\n]*[\\/]node_modules[\\/][^\n]*/g, "")
    .replace(/\n\s+at new Promise \(<anonymous>\)/g, "");

/**
 * What a jest run came to. A test file that could not be run is one failure; a test that is skipped did not run.
 *
 * @param {string} project the project's name, for the titles
 * @param {JestReport} jest
 * @param {(path: string) => string} shortPath how to call a test file
 * @returns {StageResult}
 */
export function jestResult(project, { testResults }, shortPath) {
  /** @type {StageResult} */
  const result = { passed: 0, failures: [], notRun: [] };
  for (const { name, message, assertionResults } of testResults) {
    const file = `${project} › ${shortPath(name)}`;
    const failed = assertionResults.filter(({ status }) => status === "failed");
    const skipped = assertionResults.filter(({ status }) => !["passed", "failed"].includes(status));
    result.passed += assertionResults.length - failed.length - skipped.length;
    for (const { fullName, failureMessages } of failed) {
      result.failures.push({
        title: `${file} › ${fullName}`,
        text: plain((failureMessages ?? []).join("\n")),
      });
    }
    if (message && failed.length === 0) result.failures.push({ title: file, text: plain(message) });
    result.notRun.push(
      ...skipped.map(({ fullName, status }) => `${file} › ${fullName}: ${status} in its file`),
    );
  }
  return result;
}

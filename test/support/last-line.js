/**
 * A reporter that ends a run with the line `N passed, N failed`. A test that is skipped, and a run without any
 * test, count as failed: nothing that was not tried may look tried.
 */
module.exports = class {
  /** @param {import("@jest/types").Config.GlobalConfig} config */
  constructor({ testNamePattern }) {
    this.onlySome = Boolean(testNamePattern);
    this.failed = 0;
  }

  /** @param {Set<unknown>} _ @param {import("@jest/test-result").AggregatedResult} results */
  onRunComplete(_, { testResults, numPassedTests, numFailedTests }) {
    const skipped = testResults.flatMap(({ testFilePath, testResults: tests }) =>
      tests
        .filter(({ status }) => status !== "passed" && status !== "failed")
        .map(({ fullName }) => `${testFilePath} › ${fullName}`),
    );
    // A file that could not be loaded, or failed outside its tests, has no failed test of its own.
    const files = testResults.filter((file) => file.failureMessage && file.numFailingTests === 0).length;
    this.failed = numFailedTests + files + (this.onlySome ? 0 : skipped.length);
    if (!this.onlySome) for (const title of skipped) console.log(`✗ not run: ${title}`);
    if (numPassedTests + this.failed === 0) {
      console.log(
        "✗ no test was run: no path or title matches what was asked for. `npm test -- --all` looks among all tests",
      );
      this.failed = 1;
    }
    // Jest's own summary comes after all reporters, and this line is the last.
    process.once("exit", () => console.log(`\n${numPassedTests} passed, ${this.failed} failed`));
  }

  getLastError() {
    return this.failed > 0 ? new Error(`${this.failed} failed`) : undefined;
  }
};

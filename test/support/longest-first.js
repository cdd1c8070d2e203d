const Sequencer = require("@jest/test-sequencer").default;

/** @param {import("@jest/test-result").Test} test */
const isCheck = ({ path }) => path.includes("/test/checks/");

/**
 * Jest's own order (what took longest the last time, else the largest file first) after the checks, which are small
 * files that start large programs.
 */
module.exports = class extends Sequencer {
  /** @override @param {import("@jest/test-result").Test[]} tests */
  async sort(tests) {
    const sorted = await super.sort(tests);
    return [...sorted.filter(isCheck), ...sorted.filter((test) => !isCheck(test))];
  }
};

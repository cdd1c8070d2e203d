const { statSync } = require("node:fs");
const Sequencer = require("@jest/test-sequencer").default;

/** @typedef {import("@jest/test-result").Test} Test */

/** Seconds that files take whose size does not tell it, for the first run in a folder. */
const expected = Object.entries({
  "colab/edition-on-hosts.full": 180,
  "grade/command.full": 120,
  "setup/set-up.real": 110,
  "browser/site.full": 85,
  "browser/jupyterlab.full": 70,
  "notebooks/execute.full": 60,
  "setup/signals.real": 50,
  "kernel/one-kernel": 40,
  ".full": 30,
  ".real": 30,
  "setup/signals": 20,
  "exercises/every-exercise": 20,
  "colab/magic": 15,
  "checks/": 10,
  "setup/set-up": 10,
  "notebooks/execute": 10,
  "data/fashion-mnist/": 8,
});
const bytesPerSecond = 15_000;

/** Seconds: as measured the last time, else as expected. @param {Test} test */
function secondsOf({ path, duration }) {
  if (duration !== undefined) return duration / 1000;
  const known = expected.find(([part]) => path.replaceAll("\\", "/").includes(part));
  return known?.[1] ?? statSync(path).size / bytesPerSecond;
}

/** The longest first: a long file that begins last leaves all workers but one idle. */
module.exports = class extends Sequencer {
  /** @override @param {Test[]} tests */
  async sort(tests) {
    const withDurations = await super.sort(tests);
    return [...withDurations].sort((a, b) => secondsOf(b) - secondsOf(a));
  }
};

import "./shared/begin.mjs";
import { parseOptions } from "./shared/parse-options.mjs";
import { exitCodeOf, explanation, Failure } from "./shared/failure.mjs";
import { Progress } from "./shared/progress.mjs";
import { interruptible } from "./setup/interruption.mjs";
import { setUp } from "./setup/set-up.mjs";
import { partNames, runTests } from "./testing/run-tests.mjs";
import { report } from "./testing/tally.mjs";

const help = `npm test [-- options] [pattern]

Sets up what is missing, then runs everything: types, lint, format, the code in notebooks; unit tests, those
of the library on each backend; all notebooks, executed and compared with their committed outputs, and once
more with their exercises solved; the notebooks of notebooks/colab, on a Python without Node; tests in a browser, where a
Chromium is found. The last line says how many passed and how many failed.

  pattern        only tests and notebooks with this in their path; no static checks
  --only <part>  static, unit, notebooks, solved, browser, colab or matrix; may be given several times
  --help

  LINEAR_NETWORKS_BACKEND=tensorflow, wasm or cpu   tests on this backend only
  LINEAR_NETWORKS_DEMAND_BROWSER=1                  without a Chromium the tests fail
  LINEAR_NETWORKS_DEMAND_COLAB=1                    all of notebooks/colab also as another user and over IPC`;

/** @returns {{ help: boolean, only: string[] | undefined, pattern: string | undefined }} */
function readArguments() {
  const { values, positionals } = parseOptions({
    allowPositionals: true,
    options: { only: { type: "string", multiple: true }, help: { type: "boolean", default: false } },
  });
  if (positionals.length > 1)
    throw new Failure(`one pattern, not ${positionals.length}: ${positionals.join(" ")}`);
  return { help: values.help, only: values.only, pattern: positionals[0] };
}

/** @param {string[] | undefined} only @param {string | undefined} pattern */
function chosenParts(only, pattern) {
  const wrong = only?.find((name) => !partNames.includes(name));
  if (wrong) {
    throw new Failure(`--only ${wrong} is no part of the tests`, { cure: `one of ${partNames.join(", ")}` });
  }
  return only ?? (pattern === undefined ? partNames : partNames.filter((name) => name !== "static"));
}

/** @param {ReturnType<typeof readArguments>} options */
async function test({ only, pattern }) {
  const names = chosenParts(only, pattern);
  const progress = new Progress();
  const started = performance.now();
  await setUp({ progress, command: "npm test" });
  await interruptible(async (signal) => {
    const result = await runTests(names, { progress, signal, pattern });
    if (signal.aborted) throw new Failure("interrupted", { interrupted: true });
    if (result.passed + result.failures.length === 0 && result.notRun.length === 0) {
      result.failures.push({ title: "nothing was tested", text: `No test has "${pattern}" in its path.` });
    }
    console.log(`\n${Math.round((performance.now() - started) / 1000)} s in all`);
    console.log(report(result));
    if (result.failures.length > 0) process.exitCode = 1;
  });
}

try {
  const options = readArguments();
  if (options.help) console.log(help);
  else await test(options);
} catch (error) {
  console.log(`${explanation(error)}\n\n0 passed, 1 failed`);
  process.exitCode = exitCodeOf(error);
}

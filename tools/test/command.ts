import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { notebooksAtOnce } from "../notebooks/in-parallel.ts";
import { inRoot, root } from "../setup/shared/paths.mjs";
import { runProgram } from "../setup/shared/run-program.mjs";
import { interruptible } from "../setup/interruption.mjs";

const help = `npm test [-- options] [pattern]

Sets up what is missing, then runs the tests with Jest. The last line says how many passed and how many failed.

npm test runs what takes a few minutes: types, lint, format and the code in notebooks; the tests of the library on the
best backend; those of tools and kernel; and every notebook. nbconvert executes it, its outputs are compared with the
committed ones, and its exercises are solved.
npm run test:full runs the rest: the library on the two other backends, real set-ups, the grader in its sandbox, a
browser, the Colab edition.

  pattern    run only the tests and notebooks with this in their path, as in: npm test 1-3
  --full     run the rest
  --all      run both
  --nightly  run both, every notebook of the Colab edition, and trainings over ten seeds
  --help     show this help

All other options go to Jest, as in: npm test -- --coverage

LINEAR_NETWORKS_BACKEND=tensorflow, wasm or cpu tests the library and the notebooks on that backend.`;

/** What each way of testing runs, by the projects of jest.config.js. */
const quick = ["checks", "notebooks", "lib", "once"];
const full = ["slow", "lib on wasm", "lib on cpu"];
const all = [...quick, ...full];
export const nightly = [...all, "nightly"];

/** The first that is given counts. */
const choices: [option: string, projects: string[]][] = [
  ["--nightly", nightly],
  ["--all", all],
  ["--full", full],
];

/** Set within Jest, these would never reach native code. One thread each, since as many tests run as there are cores. */
const tensorFlow = { TF_CPP_MIN_LOG_LEVEL: "2", TF_NUM_INTRAOP_THREADS: "1" };

async function test(words: string[]) {
  const [choice, projects] = choices.find(([option]) => words.includes(option)) ?? ["", quick];
  const forJest = words.filter((word) => word !== "--" && !choices.some(([option]) => option === word));
  const isChosen = forJest.some((word) => /^--selectProjects(=|$)/.test(word));
  const jest = [
    // A run without a test has failed, as the reporter says, whose line is to be the last.
    ...[inRoot("node_modules/jest/bin/jest.js"), `--maxWorkers=${notebooksAtOnce()}`, "--passWithNoTests"],
    ...[...forJest, ...(isChosen ? [] : ["--selectProjects", ...projects])],
  ];
  const whole = choice === "--nightly" ? { LINEAR_NETWORKS_WHOLE: "1" } : {};
  // What tests leave behind when they are interrupted goes with it. Tests become other users, who must get in.
  const temporary = mkdtempSync(join(tmpdir(), "ln-"));
  chmodSync(temporary, 0o755);
  const env = { ...process.env, ...tensorFlow, ...whole, TMPDIR: temporary };
  try {
    await interruptible(async (signal) => {
      const { code } = await runProgram(process.execPath, jest, { cwd: root, env, signal, inherit: true });
      signal.throwIfAborted();
      process.exitCode = code ?? 1;
    });
  } finally {
    rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** @param words what follows the command's name */
export async function run(words: string[]) {
  if (words.includes("--help")) console.log(help);
  else await test(words);
}

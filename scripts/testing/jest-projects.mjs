import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { availableParallelism, tmpdir } from "node:os";
import { join, relative } from "node:path";
import { inRoot, root } from "../shared/paths.mjs";
import { runProgram, tailOf } from "../shared/run-program.mjs";
import { inSlot } from "./context.mjs";
import { jestResult } from "./jest-result.mjs";

/** @import { TestContext } from "./context.mjs" */
/** @import { JestReport } from "./jest-result.mjs" */
/** @import { StageResult } from "./tally.mjs" */

/** The names of jest.config.js's projects. @returns {string[]} */
export function jestProjects() {
  const { projects } = createRequire(import.meta.url)(inRoot("jest.config.js"));
  return projects.map((/** @type {{ displayName: string }} */ project) => project.displayName);
}

/** What the progress line calls a project whose name says little. @type {{ [project: string]: string }} */
const titles = { once: "unit tests that need no backend", browser: "tests in a browser" };

/** Set within jest these would never reach native code. */
const tensorFlow = { TF_CPP_MIN_LOG_LEVEL: "2", TF_NUM_INTRAOP_THREADS: "1" };

/** @param {string} file @returns {JestReport | undefined} undefined where jest did not come to its end */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/**
 * Runs the tests of one jest project in a process of its own, so that native code that crashes takes no other
 * backend's tests along.
 *
 * @param {string} project
 * @param {TestContext} context
 * @param {{ environment?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<StageResult>}
 */
export function runJestProject(project, context, { environment = {} } = {}) {
  const title = titles[project] ?? project;
  return inSlot(title, context, async (detail) => {
    const folder = mkdtempSync(join(tmpdir(), "linear-networks-jest-"));
    const file = join(folder, "report.json");
    let files = 0;
    try {
      const { code, output } = await runProgram(
        process.execPath,
        [
          ...[inRoot("node_modules/jest/bin/jest.js"), "--selectProjects", project, "--passWithNoTests"],
          ...["--json", "--outputFile", file, "--no-colors"],
          `--maxWorkers=${Math.max(1, Math.floor(availableParallelism() / 4))}`,
          ...(context.pattern === undefined ? [] : ["--testPathPatterns", context.pattern]),
        ],
        {
          cwd: root,
          env: { ...process.env, ...tensorFlow, ...environment },
          signal: context.signal,
          onLine: (line) => /^(PASS|FAIL) /.test(line) && detail(`${(files += 1)} test files`),
        },
      );
      const report = readReport(file);
      const result = report && jestResult(title, report, (path) => relative(root, path));
      if (!result || (code !== 0 && result.failures.length === 0)) {
        const text = `jest ended with code ${code}\n${tailOf(output)}`;
        return {
          passed: result?.passed ?? 0,
          failures: [{ title, text }],
          notRun: result?.notRun ?? [],
        };
      }
      return result;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}

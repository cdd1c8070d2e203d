import { inRoot, root } from "../shared/paths.mjs";
import { runProgram } from "../shared/run-program.mjs";
import { inSlot } from "./context.mjs";
import { sum } from "./tally.mjs";

/** @import { SourceCheck } from "../notebooks/check-sources.mjs" */
/** @import { TestContext } from "./context.mjs" */
/** @import { StageResult } from "./tally.mjs" */

/** Each is a program that says what is wrong and ends with another code than 0. @type {[string, string[]][]} */
const programs = [
  ["types", ["node_modules/typescript/bin/tsc", "--project", inRoot("tsconfig.json"), "--pretty", "false"]],
  ["lint", ["node_modules/eslint/bin/eslint.js", "."]],
  ["format", ["node_modules/prettier/bin/prettier.cjs", "--check", "--log-level", "warn", "."]],
  ["notebooks/colab", ["scripts/colab.mjs", "--check"]],
];

/** @param {string} title @param {string[]} script and its arguments @param {TestContext} context @returns {Promise<StageResult>} */
const check = (title, [script = "", ...options], context) =>
  inSlot(title, context, async () => {
    const { code, output } = await runProgram(process.execPath, [inRoot(script), ...options], {
      cwd: root,
      signal: context.signal,
    });
    if (code === 0) return { passed: 1, failures: [], notRun: [] };
    return { passed: 0, failures: [{ title, text: output || `ended with code ${code}` }], notRun: [] };
  });

/** @param {TestContext} context @returns {Promise<StageResult>} one check for each notebook */
const notebookSources = (context) =>
  inSlot("code in notebooks", context, async () => {
    const script = inRoot("scripts", "notebooks", "type-check.mjs");
    const { code, output } = await runProgram(process.execPath, [script, "--json"], {
      cwd: root,
      signal: context.signal,
    });
    if (code !== 0) throw new Error(output);
    /** @type {SourceCheck[]} */
    const checks = JSON.parse(output);
    const failed = checks.filter(({ findings }) => findings.length > 0);
    for (const { name, notes } of checks)
      for (const note of notes) context.progress.note(`! ${name}: ${note}`);
    return {
      passed: checks.length - failed.length,
      failures: failed.map(({ name, findings }) => ({ title: `code in ${name}`, text: findings.join("\n") })),
      notRun: [],
    };
  });

/**
 * What can be checked without running anything: types, lint, format, the code in notebooks.
 *
 * @param {TestContext} context
 * @returns {Promise<StageResult>}
 */
export async function staticChecks(context) {
  const checks = programs.map(([title, script]) => check(title, script, context));
  return sum(await Promise.all([...checks, notebookSources(context)]));
}

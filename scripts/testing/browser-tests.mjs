import { findChromium } from "./find-chromium.mjs";
import { runJestProject } from "./jest-projects.mjs";

/** @import { TestContext } from "./context.mjs" */
/** @import { StageResult } from "./tally.mjs" */

/**
 * The tests that open JupyterLab in a browser: where a Chromium is found, or where
 * `LINEAR_NETWORKS_DEMAND_BROWSER=1` demands one.
 *
 * @param {TestContext} context
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<StageResult>}
 */
export async function browserTests(context, env = process.env) {
  const chromium = findChromium({ env });
  if (chromium) return runJestProject("browser", context, { environment: { CHROMIUM_PATH: chromium } });
  const reason = env["CHROMIUM_PATH"]
    ? `CHROMIUM_PATH=${env["CHROMIUM_PATH"]} is no program`
    : "no Chromium was found. What to do: install one (Debian: apt-get install chromium), or set CHROMIUM_PATH";
  if (env["LINEAR_NETWORKS_DEMAND_BROWSER"] === "1") {
    return { passed: 0, failures: [{ title: "browser tests", text: reason }], notRun: [] };
  }
  return { passed: 0, failures: [], notRun: [`browser tests: ${reason}`] };
}

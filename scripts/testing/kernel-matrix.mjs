import { inRoot, root } from "../shared/paths.mjs";
import { runProgram } from "../shared/run-program.mjs";
import { inSlot } from "./context.mjs";

/** @import { TestContext } from "./context.mjs" */
/** @import { StageResult } from "./tally.mjs" */

const title = "one notebook on each kernel and Node";

/**
 * What a quick run of the matrix came to: its last lines tell for each kernel and Node how many notebooks of how
 * many are good.
 *
 * @param {number | null} code @param {string} output @returns {StageResult}
 */
export function matrixResult(code, output) {
  const counts = [...output.matchAll(/^(.+): (\d+) of (\d+) notebooks are good$/gm)];
  const bad = counts.filter(([, , good, all]) => good !== all);
  const failures = bad.map(([, combination]) => ({ title: `${title}: ${combination}`, text: output }));
  if (failures.length === 0 && (code !== 0 || counts.length === 0)) failures.push({ title, text: output });
  return { passed: counts.length - bad.length, failures, notRun: [] };
}

/**
 * One notebook on the launcher and on stock tslab, with each version of Node that is supported. The other
 * versions have to be fetched, so this runs only where `LINEAR_NETWORKS_DEMAND_MATRIX=1` demands it.
 *
 * @param {TestContext} context
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<StageResult>}
 */
export async function kernelMatrix(context, env = process.env) {
  if (env["LINEAR_NETWORKS_DEMAND_MATRIX"] !== "1") {
    return {
      passed: 0,
      failures: [],
      notRun: [`${title}: it fetches two more versions of Node. What to do: npm run matrix`],
    };
  }
  return inSlot(title, context, async () => {
    const { code, output } = await runProgram(
      process.execPath,
      [inRoot("scripts", "matrix.mjs"), "--quick"],
      {
        cwd: root,
        signal: context.signal,
      },
    );
    return matrixResult(code, output);
  });
}

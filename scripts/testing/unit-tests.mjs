import { root } from "../shared/paths.mjs";
import { readRecord } from "../setup/native-backend/record.mjs";
import { jestProjects, runJestProject } from "./jest-projects.mjs";
import { sum } from "./tally.mjs";

/** @import { TestContext } from "./context.mjs" */
/** @import { StageResult } from "./tally.mjs" */

const backends = ["tensorflow", "wasm", "cpu"];
/** @param {string} backend */
const onBackend = (backend) => `lib on ${backend}`;

/** Which backends' tests are left out on this machine, and why. @returns {Map<string, string>} reasons by project */
export function leftOut(forced = process.env["LINEAR_NETWORKS_BACKEND"], record = readRecord(root)) {
  if (forced) {
    const others = backends.filter((backend) => backend !== forced);
    return new Map(others.map((backend) => [onBackend(backend), `LINEAR_NETWORKS_BACKEND=${forced}`]));
  }
  if (record?.status !== "unavailable") return new Map();
  return new Map([[onBackend("tensorflow"), `${record.reason}. What to do: ${record.cure}`]]);
}

/**
 * The unit tests: of the library once on each backend, of everything else once.
 *
 * @param {TestContext} context
 * @returns {Promise<StageResult>}
 */
export async function unitTests(context) {
  const left = leftOut();
  const projects = jestProjects().filter((project) => project !== "browser" && !left.has(project));
  const results = await Promise.all(projects.map((project) => runJestProject(project, context)));
  const result = sum(results);
  if (result.passed + result.failures.length === 0 && context.pattern === undefined) {
    result.failures.push({ title: "unit tests", text: "jest found no test. Are the files in test/ there?" });
  }
  const notRun = [...left].map(([project, reason]) => `${project}: ${reason}`);
  return { ...result, notRun: [...notRun, ...result.notRun] };
}

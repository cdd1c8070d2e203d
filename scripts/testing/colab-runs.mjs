import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { editions } from "../colab/write-editions.mjs";
import { notebooksAtOnce } from "../notebooks/in-parallel.mjs";
import { explanation, Failure } from "../shared/failure.mjs";
import { root } from "../shared/paths.mjs";
import { barePython } from "./colab/bare-python.mjs";
import { makeHost, nobody, whyNotAs } from "./colab/host.mjs";
import { pathWithoutNode } from "./colab/path-without-node.mjs";
import { runEdition } from "./colab/run-edition.mjs";
import { snapshot } from "./colab/snapshot.mjs";
import { inSlot } from "./context.mjs";
import { Slots } from "./slots.mjs";
import { sum } from "./tally.mjs";

/** @import { TestContext } from "./context.mjs" */
/** @import { StageResult } from "./tally.mjs" */
/** @import { Host } from "./colab/host.mjs" */

const title = "notebooks/colab";
/** They stand for all where time is short: the first, with a chart and sliders, and one that trains with live curves. */
const representative = ["0-start-here.ipynb", "1-3-linear-regression-from-scratch.ipynb"];

/** @typedef {{ name: string, host: Host, notebooks: string[], transport: "tcp" | "ipc" }} Arm */

/**
 * Executes the notebooks of the Colab edition by nbconvert, in a Python environment with nothing but nbconvert and
 * ipykernel, without Node in the PATH, from a clean clone: all of them once, and two as an ordinary user and two over
 * IPC; with `LINEAR_NETWORKS_DEMAND_COLAB=1` all of them each time. What they show must be what the originals show.
 *
 * @param {TestContext} context
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<StageResult>}
 */
export async function colabRuns(context, env = process.env) {
  const whole = env["LINEAR_NETWORKS_DEMAND_COLAB"] === "1";
  const all = [...editions(root).keys()].filter((name) => name.includes(context.pattern ?? ""));
  const some = whole ? all : all.filter((name) => representative.includes(name));
  if (all.length === 0) return { passed: 0, failures: [], notRun: [] };
  const place = mkdtempSync(join(tmpdir(), "ln-"));
  chmodSync(place, 0o755);
  try {
    const prepared = await prepare(place, context);
    if ("passed" in prepared) return prepared;
    const { python, path, source } = prepared;
    const own = makeHost(join(place, "a"), { path, source });
    /** @type {Arm[]} */
    const arms = [
      { name: "", host: own, notebooks: all, transport: "tcp" },
      { name: "over IPC", host: own, notebooks: some, transport: "ipc" },
    ];
    const reason = whyNotAs([python, root, source], nobody);
    if (!reason) {
      const host = makeHost(join(place, "b"), { path, source, user: nobody });
      arms.push({ name: "as an ordinary user", host, notebooks: some, transport: "tcp" });
    }
    const results = [];
    for (const arm of arms) results.push(await runArm(arm, python, context));
    const notRun = reason ? [`${title} as an ordinary user: ${reason}`] : [];
    return { ...sum(results), notRun: [...sum(results).notRun, ...notRun] };
  } finally {
    rmSync(place, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * @param {string} place
 * @param {TestContext} context
 * @returns {Promise<{ python: string, path: string, source: string } | StageResult>} a result where it cannot begin
 */
async function prepare(place, context) {
  const { slots, signal, progress } = context;
  const line = progress.start(`${title}: clone, and a Python without anything`);
  try {
    return await slots.use(async () => {
      const source = join(place, "source");
      snapshot(source);
      const python = await barePython({ detail: line.detail, signal });
      line.done();
      return { python, path: pathWithoutNode(join(place, "bin")), source };
    });
  } catch (error) {
    line.failed();
    if (!(error instanceof Failure) || process.env["LINEAR_NETWORKS_DEMAND_COLAB"] === "1") throw error;
    return { passed: 0, failures: [], notRun: [`${title}: ${explanation(error)}`] };
  }
}

/** @param {Arm} arm @param {string} python @param {TestContext} context @returns {Promise<StageResult>} */
async function runArm({ name, host, notebooks, transport }, python, context) {
  const memory = new Slots(notebooksAtOnce());
  /** @param {string} notebook @returns {Promise<StageResult>} */
  const run = (notebook) => {
    const label = [`${title}/${notebook}`, name].filter(Boolean).join(" ");
    return memory.use(() =>
      inSlot(label, context, async () => {
        const problems = await runEdition(notebook, host, { python, transport, signal: context.signal });
        if (problems.length === 0) return { passed: 1, failures: [], notRun: [] };
        return { passed: 0, failures: [{ title: label, text: problems.join("\n") }], notRun: [] };
      }),
    );
  };
  const [first, ...others] = notebooks;
  if (first === undefined) return sum([]);
  // The first one sets up what the others use.
  const begun = await run(first);
  if (begun.failures.length > 0) return begun;
  return sum([begun, ...(await Promise.all(others.map(run)))]);
}

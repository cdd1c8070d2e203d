// Runs the cells of a notebook within the sandbox, one after the other, whatever comes of each, and says on
// standard output, in lines of JSON, what it is about to run and what came of it. The job comes in on standard
// input. The process outside keeps the time: it ends all of this where something takes too long.
import { readFileSync, rmSync } from "node:fs";
import { KernelClient } from "../../../kernel/client.mjs";
import { root } from "../../setup/shared/paths.mjs";

/**
 * @typedef {object} Step
 * @property {string} source
 * @property {string} [exercise] the id of the exercise that the cell answers
 * @property {string} [name] what the answer is called
 *
 * @typedef {{ begins: number }} Begins
 * @typedef {{ ended: number, failed?: string, record?: string }} Ended failed: what the cell or the record threw
 * @typedef {{ died: string }} Died what the kernel wrote before it was gone
 */

const week = 604_800_000;
const file = "/tmp/record.json";
const recorder = JSON.stringify(`${root}/tools/grade/inside/record.cjs`);
/** @type {{ steps: Step[] }} */
const { steps } = JSON.parse(readFileSync(0, "utf8"));
/** @param {Begins | Ended | Died} event */
const tell = (event) => void process.stdout.write(`${JSON.stringify(event)}\n`);

const kernel = await KernelClient.start({
  root,
  cwd: `${root}/notebooks`,
  transport: "ipc",
  timeout: week,
});
const gone = /** @type {Promise<unknown>} */ (kernel.exited).then((code) => {
  // Where the heap is full, Node says so in one line before a long stack.
  const said = /^FATAL ERROR: .*/m.exec(kernel.stderr)?.[0] ?? kernel.stderr.slice(-1000);
  tell({ died: `${said} The kernel ended (${code}).` });
  process.exit(0);
});

/** What went wrong in a cell; undefined where nothing did. @param {string} source */
async function failureOf(source) {
  const executed = await Promise.race([kernel.execute(source, { stop_on_error: false }), gone]);
  const { status, reply, text, errors } = /** @type {import("../../../kernel/client.mjs").Executed} */ (
    executed
  );
  kernel.published.length = 0;
  if (status === "ok") return undefined;
  const said = errors[0] ?? reply;
  const what = [said.ename, said.evalue].filter(Boolean).join(": ");
  return (what || text || "it failed").slice(0, 2000);
}

/** @param {Step} step @returns {Promise<Omit<Ended, "ended">>} */
async function outcomeOf({ source, exercise, name }) {
  const failed = await failureOf(source);
  if (failed !== undefined || !exercise) return { failed };
  rmSync(file, { force: true });
  const call = `await require(${recorder}).record(${JSON.stringify(exercise)}, ${name}, ${JSON.stringify(file)});`;
  const lost = await failureOf(call);
  return lost === undefined ? { record: readFileSync(file, "utf8") } : { failed: lost };
}

for (const [i, step] of steps.entries()) {
  tell({ begins: i });
  tell({ ended: i, ...(await outcomeOf(step)) });
}
process.stdout.write("", () => process.exit(0));

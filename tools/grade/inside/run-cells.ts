// Runs the cells of a notebook within the sandbox, one after the other, whatever comes of each, and says on
// standard output, in lines of JSON, what it is about to run and what came of it. The job comes in on standard
// input. The process outside keeps the time: it ends all of this where something takes too long.
import { readFileSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { KernelClient } from "../../kernel/client.ts";

export interface Step {
  source: string;
  /** the id of the exercise that the cell answers */
  exercise?: string;
  /** what the answer is called */
  name?: string;
}

/** What the cell or the record threw, or the record. */
type Outcome = { failed?: string; record?: string };

/** The last one comes with what the kernel wrote before it was gone. */
type Event = { begins: number } | ({ ended: number } & Outcome) | { died: string };

const week = 604_800_000;
const file = "/tmp/record.json";
const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(dirname(dirname(here)));
const recorder = JSON.stringify(`${here}/record.cjs`);
const { steps } = JSON.parse(readFileSync(0, "utf8")) as { steps: Step[] };
const tell = (event: Event) => void process.stdout.write(`${JSON.stringify(event)}\n`);

const kernel = await KernelClient.start({
  root,
  cwd: `${root}/notebooks`,
  transport: "ipc",
  timeout: week,
});
const gone = Promise.resolve(kernel.exited).then((code): never => {
  // Where the heap is full, Node says so in one line before a long stack.
  const said = /^FATAL ERROR: .*/m.exec(kernel.stderr)?.[0] ?? kernel.stderr.slice(-1000);
  tell({ died: `${said} The kernel ended (${String(code)}).` });
  return process.exit(0);
});

/** What went wrong in a cell; undefined where nothing did. */
async function failureOf(source: string) {
  const running = kernel.execute(source, { stop_on_error: false });
  const { status, reply, text, errors } = await Promise.race([running, gone]);
  kernel.published.length = 0;
  if (status === "ok") return undefined;
  const said = errors[0] ?? reply;
  const what = [said.ename, said.evalue].filter(Boolean).join(": ");
  return (what || text || "it failed").slice(0, 2000);
}

async function outcomeOf({ source, exercise, name }: Step): Promise<Outcome> {
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

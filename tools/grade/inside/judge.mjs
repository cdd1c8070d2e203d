// The judge: a process that never runs a line of a submission. It reads what answers are or returned, and tries
// the exercises on that. One line of JSON each way: { id, record } to it, the record as its text;
// a verdict back.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const load = createRequire(import.meta.url);
const tf = load("@tensorflow/tfjs");
const { NotAnsweredError } = load("../../../lib/dist/notebook/answer.js");
const { judgementOf } = load("../../../lib/dist/notebook/check.js");
const { useBackend } = load("../../../lib/dist/base/backend.js");
const { decode } = load("./values.cjs");

const answers = process.stdout.write.bind(process.stdout);
// Whatever else is printed must not pass for a verdict.
process.stdout.write = /** @type {any} */ (process.stderr.write.bind(process.stderr));

/** @param {any} call */
function outcomeOf({ returned, threw }) {
  if (!threw) return decode(returned, tf);
  if (threw.unanswered) throw new NotAnsweredError();
  throw Object.assign(new Error(String(threw.message)), { name: String(threw.name) });
}

/** The answer as far as it was written down: a function repeats, call by call, what it came to. @param {any} record */
function answerOf(record) {
  if (record.unanswered) return undefined;
  if (!Array.isArray(record.calls)) return decode(record.value, tf);
  let next = 0;
  return () => {
    const call = record.calls[next++];
    if (!call) throw new Error("it was not called that often");
    if (!call.later) return outcomeOf(call);
    return new Promise((resolve) => resolve(outcomeOf(call)));
  };
}

/** @param {string} line */
async function verdictOf(line) {
  tf.engine().startScope();
  try {
    const { id, record } = JSON.parse(line);
    return await judgementOf(id, answerOf(JSON.parse(record)));
  } catch (error) {
    return {
      verdict: "wrong",
      hint: `The answer could not be read: ${/** @type {Error} */ (error).message}`,
    };
  } finally {
    tf.engine().endScope();
  }
}

await useBackend();
answers(`${JSON.stringify({ ready: true })}\n`);
for await (const line of createInterface({ input: process.stdin })) {
  answers(`${JSON.stringify(await verdictOf(line))}\n`);
}

// The judge: a process that never runs a line of a submission. It reads what answers are or returned, and tries
// the exercises on that. One line of JSON each way: { id, record } to it, the record as its text;
// a verdict back.
import { createInterface } from "node:readline";
import * as tf from "@tensorflow/tfjs";
import { NotAnsweredError } from "../../../lib/dist/notebook/answer.js";
import { type ExerciseId, judgementOf } from "../../../lib/dist/notebook/check.js";
import { useBackend } from "../../../lib/dist/base/backend.js";
import type { AnswerRecord, Call } from "./record.ts";
import { decode } from "./values.ts";

const answers = process.stdout.write.bind(process.stdout);
// Whatever else is printed must not pass for a verdict.
process.stdout.write = process.stderr.write.bind(process.stderr);

function outcomeOf({ returned, threw }: Call): unknown {
  if (!threw) return decode(returned, tf);
  if (threw.unanswered) throw new NotAnsweredError();
  throw Object.assign(new Error(String(threw.message)), { name: String(threw.name) });
}

/** The answer as far as it was written down: a function repeats, call by call, what it came to. */
function answerOf(record: AnswerRecord): unknown {
  if ("unanswered" in record && record.unanswered) return undefined;
  if (!("calls" in record) || !Array.isArray(record.calls)) {
    return decode("value" in record ? record.value : undefined, tf);
  }
  let next = 0;
  return () => {
    const call = record.calls[next++];
    if (!call) throw new Error("it was not called that often");
    if (!call.later) return outcomeOf(call);
    return new Promise((resolve) => resolve(outcomeOf(call)));
  };
}

async function verdictOf(line: string): Promise<unknown> {
  tf.engine().startScope();
  try {
    const { id, record } = JSON.parse(line) as { id: ExerciseId; record: string };
    return await judgementOf(id, answerOf(JSON.parse(record) as AnswerRecord));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { verdict: "wrong", hint: `The answer could not be read: ${reason}` };
  } finally {
    tf.engine().endScope();
  }
}

async function judge(): Promise<void> {
  await useBackend();
  answers(`${JSON.stringify({ ready: true })}\n`);
  for await (const line of createInterface({ input: process.stdin })) {
    answers(`${JSON.stringify(await verdictOf(line))}\n`);
  }
}

void judge();

// Runs within the submission's kernel, after an answer. It judges nothing that counts: it writes down what the
// answer is or, of a function, what each call came to while the exercise tried it.
import { writeFileSync } from "node:fs";
import * as tf from "@tensorflow/tfjs";
import { NotAnsweredError, unanswered } from "../../../lib/dist/notebook/answer.js";
import { errorOf } from "../../../exercises/dist/needed.js";
import { type ExerciseId, judgementOf } from "../../../lib/dist/notebook/check.js";
import { encode } from "./values.ts";

/** What one call came to. */
export interface Call {
  later: boolean;
  returned?: unknown;
  threw?: { name: string; message: string; unanswered: boolean };
}

/** What there is to judge. */
export type AnswerRecord = { unanswered: true } | { calls: Call[] } | { value: unknown };

function thrownOf(thrown: unknown) {
  const { name, message } = errorOf(thrown);
  const short = { name: String(name).slice(0, 100), message: String(message).slice(0, 1000) };
  return { ...short, unanswered: thrown instanceof NotAnsweredError };
}

/** A function that does what the answer does and notes what came of it. */
function recorded(answer: (...given: unknown[]) => unknown, calls: Call[]) {
  return (...given: unknown[]): unknown => {
    const call: Call = { later: false };
    calls.push(call);
    const returns = (value: unknown) => {
      call.returned = encode(value, tf);
      return value;
    };
    const throws = (error: unknown): never => {
      call.threw = thrownOf(error);
      throw error;
    };
    try {
      const result = answer(...given);
      if (!(result instanceof Promise)) return returns(result);
      call.later = true;
      return result.then(returns, throws);
    } catch (error) {
      return throws(error);
    }
  };
}

const isFunction = (value: unknown): value is (...given: unknown[]) => unknown => typeof value === "function";

/** @param file where to write the record */
export async function record(id: ExerciseId, answer: unknown, file: string) {
  let found: AnswerRecord;
  if (answer === unanswered || answer === undefined) found = { unanswered: true };
  else if (isFunction(answer)) {
    const calls: Call[] = [];
    await judgementOf(id, recorded(answer, calls));
    found = { calls };
  } else found = { value: encode(answer, tf) };
  writeFileSync(file, JSON.stringify(found));
}

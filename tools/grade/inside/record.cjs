"use strict";
// Runs within the submission's kernel, after an answer. It judges nothing that counts: it writes down what the
// answer is or, of a function, what each call came to while the exercise tried it.
const { writeFileSync } = require("node:fs");
const tf = require("@tensorflow/tfjs");
const { NotAnsweredError, unanswered } = require("../../../lib/dist/notebook/answer.js");
const { errorOf } = require("../../../exercises/dist/needed.js");
const { judgementOf } = require("../../../lib/dist/notebook/check.js");
const { encode } = require("./values.cjs");

/**
 * What one call came to. @typedef {{ later: boolean, returned?: unknown, threw?: { name: string, message: string,
 * unanswered: boolean } }} Call
 *
 * What there is to judge. @typedef {{ unanswered: true } | { calls: Call[] } | { value: unknown }} AnswerRecord
 */

/** @param {unknown} thrown */
function thrownOf(thrown) {
  const { name, message } = errorOf(thrown);
  const short = { name: String(name).slice(0, 100), message: String(message).slice(0, 1000) };
  return { ...short, unanswered: thrown instanceof NotAnsweredError };
}

/** A function that does what the answer does and notes what came of it. @param {Function} answer @param {Call[]} calls */
function recorded(answer, calls) {
  return (/** @type {unknown[]} */ ...given) => {
    const call = /** @type {Call} */ ({ later: false });
    calls.push(call);
    /** @param {unknown} value */
    const returns = (value) => {
      call.returned = encode(value, tf);
      return value;
    };
    /** @param {unknown} error @returns {never} */
    const throws = (error) => {
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

/** @param {string} id @param {unknown} answer @param {string} file where to write the record */
async function record(id, answer, file) {
  /** @type {AnswerRecord} */
  let found;
  if (answer === unanswered || answer === undefined) found = { unanswered: true };
  else if (typeof answer === "function") {
    /** @type {Call[]} */
    const calls = [];
    await judgementOf(id, recorded(answer, calls));
    found = { calls };
  } else found = { value: encode(answer, tf) };
  writeFileSync(file, JSON.stringify(found));
}

module.exports = { record };

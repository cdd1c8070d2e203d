"use strict";
// Repairs: tslab announces no cell (`execute_input`), so that executed cells keep `execution_count: null`;
// prints the last expression instead of sending an `execute_result`; and writes errors to stderr as text
// where Jupyter has an `error` message. No upstream issue found.
const { format, types } = require("node:util");
const { describeError } = require("../describe-error.js");
const { describeCompileErrors } = require("../describe-compile-errors.js");
const { Interrupted } = require("../interrupted.js");
const { Run } = require("../runs.js");

/** @type {import("../types").Repair} */
module.exports = function execution(kernel) {
  const { answers, compiler, runs, tslab } = kernel;
  let hidden = 0;

  answers.set("execute_request", async (server, message) => {
    const { code, silent, store_history: stored, stop_on_error: stopOnError } = message.content;
    const isCounted = !silent && stored !== false;
    if (isCounted) server.handler.execCount += 1;
    const count = server.handler.execCount;
    const run = new Run({
      name: isCounted ? `cell [${count}]` : `hidden cell ${(hidden += 1)}`,
      code: String(code),
      stopOnError: stopOnError !== false,
      publish: publisher(server, message),
    });
    if (!silent) run.publish("execute_input", { code, execution_count: count });
    for (const notice of kernel.notices) {
      const text = notice();
      if (text) run.publish("stream", { name: "stdout", text: `${text}\n` });
    }

    kernel.runningRequest = message;
    await runs.perform(run, () => executeAndSettle(run, silent ? undefined : count));
    kernel.runningRequest = undefined;
    for (const failure of kernel.takeLateFailures(run)) report(run, failure);

    const [failure] = run.reported;
    kernel.failedAt = failure ? Date.now() : undefined;
    return failure
      ? { status: "error", execution_count: count, ...failure }
      : { status: "ok", execution_count: count, user_expressions: {}, payload: [] };
  });

  /** @param {Run} run @param {number | undefined} count undefined shows no result */
  async function executeAndSettle(run, count) {
    const ok = await kernel.executor?.execute(run.code).catch((error) => {
      run.thrown = { value: error };
      return false;
    });
    if (!ok) report(run, failureOf(run));
    else if (run.hasResult && count !== undefined) {
      try {
        const data = { "text/plain": format(withoutHookMarks(run.result)) };
        run.publish("execute_result", { execution_count: count, data, metadata: {} });
      } catch (error) {
        report(run, describeError(error, kernel.cells)); // an object that cannot be shown
      }
    }
    run.result = undefined;
    await kernel.settle();
  }

  /** @param {Run} run */
  function failureOf(run) {
    if (run.diagnostics.length > 0) return describeCompileErrors(run.diagnostics, run.code, run.name);
    const thrown = run.thrown?.value;
    if (run.interrupted && !(thrown instanceof Interrupted))
      return describeError(new Interrupted(), kernel.cells);
    return describeError(thrown, kernel.cells);
  }

  /** @param {Run} run @param {import("../describe-error").Description} failure */
  function report(run, failure) {
    run.reported.push(failure);
    run.publish("error", { ...failure });
  }
  kernel.report = report;

  compiler.converted.push(({ diagnostics }) => {
    if (runs.active) runs.active.diagnostics = diagnostics;
  });

  const create = tslab.executor.createExecutor;
  tslab.executor.createExecutor = (rootDir, converters, console) => {
    const executor = create(rootDir, converters, {
      log: (value) => Object.assign(runs.origin ?? {}, { result: value, hasResult: true }),
      error: (...passed) => {
        const run = runs.origin;
        if (!run || (passed.length > 1 && run.diagnostics.length === 0))
          console.error(...passed); // of a module cell
        else if (passed.length === 1) run.thrown = { value: passed[0] };
      },
    });
    kernel.executor = executor;
    Object.assign(/** @type {{ __tslab__?: object }} */ (globalThis).__tslab__ ?? {}, kernel.runtime);
    return executor;
  };
};

/**
 * Up to Node 22 promises carry numbers by which the cell that made them is known, and Node would print them.
 *
 * @param {unknown} value
 */
function withoutHookMarks(value) {
  if (!types.isPromise(value)) return value;
  for (const mark of Object.getOwnPropertySymbols(value)) {
    if (/async_id|kResourceStore/.test(String(mark)))
      Object.defineProperty(value, mark, { enumerable: false });
  }
  return value;
}

/**
 * @param {import("../types").Server} server
 * @param {import("../types").Message} message
 * @returns {Run["publish"]}
 */
function publisher(server, message) {
  return (type, content) => {
    const output = message.createReply();
    output.header.msg_type = type;
    output.content = content;
    output.signAndSend(server.connInfo.key, server.iopub);
  };
}

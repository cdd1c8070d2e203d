"use strict";
// Repairs: after an error tslab aborts every cell that arrives within 200 ms
// (https://github.com/yunabe/tslab/issues/19), so that nbconvert skips the cells after an expected failure
// and says nothing. Only requests are aborted that were made before the failure, and only where the failed
// request asked for that with `stop_on_error`.
const { ExecutionQueue } = require("../execution-queue.js");

/** @type {import("../types").Repair} */
module.exports = function stopOnError(kernel) {
  const queue = new ExecutionQueue();
  const { handle } = kernel;

  kernel.handle = (server, socket, message) => {
    if (message.header.msg_type !== "execute_request") return handle(server, socket, message);
    return new Promise((done) => {
      queue.add({
        header: message.header,
        execute: async () => {
          await handle(server, socket, message);
          done();
          return message.content.stop_on_error === false ? undefined : kernel.failedAt;
        },
        abort: () => {
          server.publishStatus("busy", message);
          const reply = message.createReply();
          reply.header.msg_type = "execute_reply";
          // Without a count, or JupyterLab numbers a cell that has not run.
          reply.content = { status: "aborted" };
          reply.signAndSend(server.connInfo.key, socket);
          server.publishStatus("idle", message);
          done();
        },
      });
    });
  };
};

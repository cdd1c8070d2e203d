"use strict";
// Repairs: a queued cell is reported as busy before its turn, so that a kernel with queued cells seems idle;
// requests that tslab does not know print a warning into the current cell and get no answer; a request that
// fails inside gets none either; a message with a wrong signature is an unhandled rejection.
// No upstream issue found.
const { createHmac } = require("node:crypto");

/** @typedef {import("../types").Server} Server */
/** @typedef {import("../types").Message} Message */

/** @type {import("../types").Repair} */
module.exports = function messageLoop(kernel) {
  const { prototype } = kernel.tslab.jupyter.ZmqServer;
  const Message = messageClass(prototype);

  prototype.handleShellMessage = async function (socket, ...frames) {
    /** @type {Message} */
    let message;
    try {
      message = Message.fromRaw(this.connInfo.key, frames);
    } catch (error) {
      return logToServer(`ignored a message: ${error}`);
    }
    // What the kernel does for one request is not the doing of the cell that happens to run.
    await kernel.runs.outside(() => kernel.handle(this, socket, message));
  };

  kernel.handle = async (server, socket, message) => {
    const type = message.header.msg_type;
    const answer = kernel.answers.get(type);
    if (!answer) return; // comm messages, debug requests and the like: not offered by this kernel
    server.publishStatus("busy", message);
    try {
      const content = await answer(server, message);
      if (content) reply(server, socket, message, content);
    } catch (error) {
      const { name, message: text } = /** @type {Error} */ (error);
      reply(server, socket, message, { status: "error", ename: name, evalue: text, traceback: [] });
    } finally {
      server.publishStatus("idle", message);
    }
    // Clients show the state that was published last, and the cell is still running.
    const running = kernel.runningRequest;
    if (running && running !== message) server.publishStatus("busy", running);
  };

  /** @param {Server} server @param {import("../types").Socket} socket @param {Message} message @param {import("../types").Content} content */
  function reply(server, socket, message, content) {
    const answer = message.createReply();
    answer.header.msg_type = message.header.msg_type.replace(/_request$/, "_reply");
    answer.content = content;
    answer.signAndSend(server.connInfo.key, socket);
  }
};

/**
 * tslab keeps its class of messages to itself, but hands an instance to the server's methods.
 *
 * @param {Server} prototype
 */
function messageClass(prototype) {
  const header = {
    msg_type: "kernel_info_request",
    msg_id: "",
    session: "",
    username: "",
    version: "5.3",
    date: "",
  };
  const parts = [header, {}, {}, {}].map((part) => Buffer.from(JSON.stringify(part)));
  const hash = createHmac("sha256", "key");
  for (const part of parts) hash.update(part);
  const frames = [Buffer.from("<IDS|MSG>"), Buffer.from(hash.digest("hex")), ...parts];
  /** @type {Message | undefined} */
  let caught;
  const receiver = {
    connInfo: { key: "key" },
    publishStatus: () => {},
    handleKernelInfo: (/** @type {unknown} */ _socket, /** @type {Message} */ message) => (caught = message),
  };
  void prototype.handleShellMessage.call(
    /** @type {Server} */ (/** @type {unknown} */ (receiver)),
    /** @type {import("../types").Socket} */ ({ send: () => {} }),
    ...frames,
  );
  if (!caught) throw new Error("tslab did not hand over a message.");
  return /** @type {{ fromRaw(key: string, frames: Uint8Array[]): Message }} */ (
    /** @type {unknown} */ (/** @type {Message} */ (caught).constructor)
  );
}

/** @param {string} text */
function logToServer(text) {
  require("node:fs").writeSync(2, `[tslab kernel] ${text}\n`);
}

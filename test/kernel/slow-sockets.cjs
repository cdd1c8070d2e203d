"use strict";
// Preloaded into a kernel: until a first request has arrived, its sockets for requests stay as ZeroMQ has them while they
// are being bound. On a busy machine that lasts long enough.
const { isMainThread } = require("node:worker_threads");
const { setImmediate: turnOfEventLoop, setTimeout: sleep } = require("node:timers/promises");
const { Router } = require("zeromq");

if (isMainThread) {
  const { bind, receive, send } = Router.prototype;
  const binding = new WeakSet();
  let arrived = false;
  Object.defineProperties(Router.prototype, {
    bind: {
      async value(/** @type {string} */ address) {
        binding.add(this);
        await bind.call(this, address);
        while (!(arrived ||= this.readable)) await sleep(5);
        await turnOfEventLoop(); // a kernel that reads before its sockets are bound would answer by now
        binding.delete(this);
      },
    },
    receive: {
      async value() {
        const message = await receive.call(this);
        arrived = true;
        return message;
      },
    },
    send: {
      value(/** @type {import("zeromq").MessageLike[]} */ message) {
        if (binding.has(this)) throw new Error("Socket is blocked by a bind or unbind operation");
        return send.call(this, message);
      },
    },
  });
}

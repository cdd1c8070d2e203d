"use strict";
// Repairs: messages are lost, also the one that says that a cell is done, for which nbconvert then waits in
// vain. After 512 messages zeromq finishes the next one later, and refuses any other until then, which tslab
// does not notice; and beyond 1000 that wait, messages are dropped. No upstream issue found.

/** @type {import("../types").Repair} */
module.exports = function lostMessages(kernel) {
  const { prototype } = kernel.tslab.jupyter.ZmqServer;
  const bind = prototype.bindSocket;
  prototype.bindSocket = function (socket, port) {
    // Without a limit for what waits, each message is taken at once.
    Object.assign(socket, { sendHighWaterMark: 0, sendTimeout: 0 });
    return bind.call(this, socket, port);
  };
};

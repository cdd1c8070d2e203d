"use strict";
// Repairs: while a cell computes, tslab answers neither the control channel nor the heartbeat; it does not
// know interrupt requests; and it lives on when Jupyter has died. A thread of its own hears them.
// No upstream issue found.

/** @type {import("../types").Repair} */
module.exports = function controlChannel(kernel) {
  const { control } = kernel;
  const { prototype } = kernel.tslab.jupyter.ZmqServer;

  const bind = prototype.bindSocket;
  prototype.bindSocket = async function (socket, port) {
    const { control_port: controlPort, hb_port: heartbeatPort } = this.connInfo;
    if (port !== controlPort && port !== heartbeatPort) await bind.call(this, socket, port);
  };

  const init = prototype.init;
  prototype.init = async function () {
    await init.call(this);
    control.onRequest = (frames) => void this.handleShellMessage(control, ...frames);
    for (const frames of early.splice(0)) control.onRequest(frames);
  };

  /** @type {Buffer[][]} what came before the kernel was ready */
  const early = [];
  control.onRequest = (frames) => early.push(frames);

  kernel.answers.set("interrupt_request", () => ({ status: "ok" }));
};

"use strict";
// Repairs: tslab reads requests while its sockets are still being bound, in parallel. A request that Jupyter
// sent beforehand is then answered through a socket that is not ready ("Socket is blocked by a bind or unbind
// operation"), and is lost. On a busy machine that is the first cell. No upstream issue found.

/** @type {import("../types").Repair} */
module.exports = function requestsAfterSockets(kernel) {
  const { prototype } = kernel.tslab.jupyter.ZmqServer;
  const { init, handleShellMessage } = prototype;
  /** @type {Promise<void> | undefined} until all sockets are bound */
  let binding;

  prototype.init = async function () {
    binding = init.call(this);
    await binding;
    binding = undefined;
  };
  prototype.handleShellMessage = async function (socket, ...frames) {
    if (binding) await binding;
    await handleShellMessage.call(this, socket, ...frames);
  };
};

"use strict";
// Repairs: over IPC tslab binds `ipc://ip:port` where Jupyter dials `ip-port`, so that the kernel never
// connects. Google Colab starts kernels over IPC since December 2022
// (https://github.com/googlecolab/colabtools/issues/3267).
const { address } = require("../addresses.js");

/** @type {import("../types").Repair} */
module.exports = function ipcTransport(kernel) {
  const { prototype } = kernel.tslab.jupyter.ZmqServer;
  prototype.bindSocket = async function (socket, port) {
    kernel.server = this;
    const zmqSocket = /** @type {import("zeromq").Router} */ (/** @type {unknown} */ (socket));
    await zmqSocket.bind(address(this.connInfo, port));
  };
};

"use strict";

/**
 * The ZeroMQ address of one of a kernel's sockets. Over IPC, Jupyter names the socket's file with a dash.
 *
 * @param {{ transport: string, ip: string }} connection
 * @param {string | number} port
 */
function address({ transport, ip }, port) {
  return transport === "ipc" ? `ipc://${ip}-${port}` : `${transport}://${ip}:${port}`;
}

module.exports = { address };

"use strict";

/**
 * All repairs, in the order in which they are applied. Where two wrap the same function, the later one is
 * the outer one.
 *
 * @type {import("./types").Repair[]}
 */
const repairs = [
  require("./repairs/newer-node.js"),
  require("./repairs/ipc-transport.js"),
  require("./repairs/lost-messages.js"),
  require("./repairs/control-channel.js"),
  require("./repairs/message-loop.js"),
  require("./repairs/requests-after-sockets.js"),
  require("./repairs/stop-on-error.js"),
  require("./repairs/kernel-requests.js"),
  require("./repairs/execution.js"),
  require("./repairs/cell-outputs.js"),
  require("./repairs/source-positions.js"),
  require("./repairs/late-failures.js"),
  require("./repairs/interrupts.js"),
  require("./repairs/completion-and-inspection.js"),
  require("./repairs/changed-on-disk.js"),
  require("./repairs/strict-types.js"),
  require("./repairs/top-level-for-await.js"),
  require("./repairs/earlier-names.js"),
  require("./repairs/interruptible-loops.js"),
  require("./repairs/live-variables.js"),
];

module.exports = { repairs };

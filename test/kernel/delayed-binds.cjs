"use strict";
// Preloaded into a kernel: each of its sockets is open some time before it knows.
const { setTimeout: sleep } = require("node:timers/promises");
const { Publisher, Reply, Router } = require("zeromq");

const longest = 400;

for (const { prototype } of [Publisher, Reply, Router]) {
  const { bind } = prototype;
  Object.defineProperty(prototype, "bind", {
    async value(/** @type {string} */ address) {
      await bind.call(this, address);
      await sleep(Math.random() * longest);
    },
  });
}

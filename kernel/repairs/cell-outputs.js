"use strict";
// Repairs: what a cell prints late, from a timer or a promise, appears under the cell that happens to run
// then. It goes to the cell that caused it, and so does what `display` shows. No upstream issue found.
const { StringDecoder } = require("node:string_decoder");

/** @type {import("../types").Repair} */
module.exports = function cellOutputs({ runs, tslab }) {
  for (const name of /** @type {const} */ (["stdout", "stderr"])) {
    const stream = process[name];
    const write = stream.write.bind(stream);
    const decoder = new StringDecoder("utf8");

    /** @param {string | Uint8Array} chunk @param {unknown} [encoding] @param {unknown} [callback] */
    const routed = (chunk, encoding, callback) => {
      const run = runs.current;
      if (!run) return write(chunk);
      const text = typeof chunk === "string" ? chunk : decoder.write(Buffer.from(chunk));
      if (text) run.publish("stream", { name, text });
      const written = typeof encoding === "function" ? encoding : callback;
      if (typeof written === "function") process.nextTick(written);
      return true;
    };
    stream.write = /** @type {typeof stream.write} */ (routed);
  }

  tslab.jupyter.lastWriteDisplayData = (data, update) => {
    const run = runs.current;
    if (!run) throw new Error("Nothing can be displayed before the first cell has started.");
    run.publish(update ? "update_display_data" : "display_data", data);
  };
};

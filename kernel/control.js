"use strict";
const path = require("node:path");
const { Worker } = require("node:worker_threads");
const { createState, places } = require("./shared-state.js");

const closeWithin = 1000;

/** The main thread's side of the control thread. */
class Control {
  state = createState();
  /** @type {(frames: Buffer[]) => void} */
  onRequest = () => {};
  /** @type {(number: number) => void} */
  onInterrupt = () => {};

  /** @param {import("./types").Content} connection Jupyter's connection file */
  constructor(connection) {
    this.worker = new Worker(path.join(__dirname, "control-thread.js"), {
      workerData: { connection, state: this.state },
    });
    this.worker.on("message", ({ frames, interrupt, failure }) => {
      if (failure) throw new Error(`The kernel's control channel failed: ${failure}`);
      if (interrupt) this.onInterrupt(interrupt);
      if (frames) this.onRequest(frames.map((/** @type {Uint8Array} */ frame) => Buffer.from(frame)));
    });
    // Also for a cell that calls process.exit: with ZeroMQ's sockets open in a thread, Node would crash there.
    process.on("exit", () => this.close());
  }

  /** Sends an answer over the control channel. @param {(string | Uint8Array)[]} frames */
  send(frames) {
    this.worker.postMessage({ frames: frames.map((frame) => Buffer.from(frame)) });
  }

  /** Closes the thread's sockets, and waits until they are closed. */
  close() {
    if (Atomics.load(this.state, places.closed)) return;
    this.worker.postMessage({ close: true });
    Atomics.wait(this.state, places.closed, 0, closeWithin);
  }
}

module.exports = { Control };

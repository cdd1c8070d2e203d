"use strict";
// Runs beside the kernel, so that interrupts, shutdown and heartbeats are heard while a cell keeps the main
// thread busy, and so that the kernel ends when Jupyter dies.
const { createHmac, timingSafeEqual } = require("node:crypto");
const { parentPort, workerData } = require("node:worker_threads");
const zmq = require("zeromq");
const { address } = require("./addresses.js");
const { places } = require("./shared-state.js");
const { watchParent } = require("./parent-watch.js");

const delimiter = "<IDS|MSG>";
const retries = [60, 300];
const killAfter = 2000;

const { JPY_PARENT_PID } = process.env;
const port = /** @type {import("node:worker_threads").MessagePort} */ (parentPort);
const { connection, state } = workerData;
const control = new zmq.Router({ linger: 0 });
const heartbeat = new zmq.Reply({ linger: 0 });

async function serve() {
  await Promise.all([
    control.bind(address(connection, connection.control_port)),
    heartbeat.bind(address(connection, connection.hb_port)),
  ]);
  await Promise.all([answerHeartbeats(), forwardRequests()]);
}

async function answerHeartbeats() {
  for await (const frames of heartbeat) await heartbeat.send(frames);
}

async function forwardRequests() {
  for await (const frames of control) {
    const type = requestType(frames);
    if (type === undefined) continue; // not signed with this kernel's key
    if (type === "interrupt_request") interrupt();
    if (type === "shutdown_request") killUnlessClosed();
    port.postMessage({ frames });
  }
}

/** The type of a signed request. @param {Uint8Array[]} frames @returns {string | undefined} */
function requestType(frames) {
  const start = frames.findIndex((frame) => frame.toString() === delimiter);
  const [signature, ...parts] = frames.slice(start + 1);
  if (start < 0 || parts.length < 4) return undefined;
  if (connection.key) {
    const hash = createHmac("sha256", connection.key);
    for (const part of parts) hash.update(part);
    const expected = Buffer.from(hash.digest("hex"));
    if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) return undefined;
  }
  return JSON.parse(parts[0].toString()).msg_type;
}

function interrupt() {
  // In this order: a stop that is taken back between the two belongs to an earlier interrupt.
  Atomics.store(state, places.stop, 1);
  const number = Atomics.add(state, places.asked, 1) + 1;
  port.postMessage({ interrupt: number });
  for (const delay of retries) setTimeout(() => insist(number), delay);
}

/** Makes sure that an interrupt is noticed. @param {number} number */
function insist(number) {
  if (Atomics.load(state, places.handled) >= number) return;
  Atomics.store(state, places.stop, 1);
  // Node ends synchronous code at a real SIGINT. At any other time one could hit the next cell.
  if (!Atomics.load(state, places.synchronous)) return;
  Atomics.store(state, places.signalled, number);
  process.kill(process.pid, "SIGINT");
}

function killUnlessClosed() {
  setTimeout(() => process.kill(process.pid, "SIGKILL"), killAfter).unref();
}

port.on("message", (message) => {
  if (message.frames) return void control.send(message.frames);
  control.close();
  heartbeat.close();
  port.close();
  stopWatching();
  // Once the event loop has turned, ZeroMQ has let go of the sockets, and the process can end cleanly.
  setImmediate(() =>
    setImmediate(() => {
      Atomics.store(state, places.closed, 1);
      Atomics.notify(state, places.closed);
    }),
  );
});

const stopWatching = watchParent(JPY_PARENT_PID, () => process.kill(process.pid, "SIGKILL"));
serve().catch((error) => port.postMessage({ failure: String(error) }));

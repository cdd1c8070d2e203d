// Runs beside the kernel, so that interrupts, shutdown and heartbeats are heard, and text is shown, while a cell
// keeps the main thread busy, and so that the kernel ends when Jupyter dies.
import { parentPort, workerData } from "node:worker_threads";
import * as zmq from "zeromq";
import { address, type Connection } from "./connection";
import { heapUsage, signalChildren, terminateExecution } from "./last-resort";
import { type Header, messageFrames, readMessage } from "./messages";
import { watchParent } from "./parent-watch";
import { places } from "./shared-state";
import type { StreamName } from "./shown-text";
import { TextCollector } from "./text-collector";

/** What the main thread tells the control thread. */
export type ToControlThread =
  | { reply: Uint8Array[] }
  | { publish: (string | Uint8Array)[] }
  | { text: string; name: StreamName; parent: number }
  /** The header of the request that a number stands for as a parent. */
  | { parent: number; header: Header }
  | { close: true };
/** What the control thread tells the main thread. */
export type FromControlThread =
  | { bound: true }
  | { frames: Uint8Array[] }
  | { interrupt: number }
  | { ignored: string }
  | { failure: string };

const retries = [60, 300];
/** When an interrupt is still not noticed, programs that the cell waits for are asked to end, and then made to. */
const endChildrenAfter = { SIGINT: 500, SIGTERM: 900 } as const;
/** When it is not noticed even then, the code that runs is ended, wherever it is. */
const terminateAfter = 1200;
const memory = {
  interval: 100,
  /** From which share of the heap's limit on the process's memory makes a look at the heap worthwhile. */
  watched: 0.6,
  /** From which share of the heap's limit on a cell is stopped, and what of the limit is for young objects only. */
  full: 0.92,
  young: 64e6,
};
const killAfter = 2000;
/** How long ZeroMQ has for the last messages, in milliseconds. */
const handOver = 30;

const port = parentPort!;
/** What the control thread is started with. */
export interface ControlThreadData {
  connection: Connection;
  state: Int32Array;
  /** The most that the main thread's heap can hold, in bytes. */
  heapLimit: number;
}
const { connection, state, heapLimit } = workerData as ControlThreadData;
const control = new zmq.Router({ linger: 0 });
const heartbeat = new zmq.Reply({ linger: 0 });
// Without a limit for what waits, each message is taken at once: ZeroMQ would drop messages, or refuse them.
const iopub = new zmq.Publisher({ sendHighWaterMark: 0, sendTimeout: 0, linger: 500 });
const headers = new Map<number, Header>();
const collector = new TextCollector<number>(({ parent, name, text }) => {
  const header = headers.get(parent);
  if (header) publish(messageFrames(connection.key, "stream", { name, text }, { header }, ["stream"]));
});

function publish(frames: (string | Uint8Array)[]) {
  iopub.send(frames).catch((error: unknown) => tell({ ignored: `could not publish: ${String(error)}` }));
}

function tell(message: FromControlThread) {
  port.postMessage(message);
}

async function serve() {
  await Promise.all([
    control.bind(address(connection, connection.control_port)),
    heartbeat.bind(address(connection, connection.hb_port)),
    iopub.bind(address(connection, connection.iopub_port)),
  ]);
  tell({ bound: true });
  await Promise.all([answerHeartbeats(), forwardRequests()]);
}

async function answerHeartbeats() {
  for await (const frames of heartbeat) await heartbeat.send(frames);
}

async function forwardRequests() {
  for await (const frames of control) {
    try {
      const { header } = readMessage(connection.key, frames);
      if (header.msg_type === "interrupt_request") interrupt();
      if (header.msg_type === "shutdown_request") killUnlessClosed();
      tell({ frames });
    } catch (error) {
      tell({ ignored: String(error) });
    }
  }
}

function interrupt(): number {
  // In this order: a stop that is taken back between the two belongs to an earlier interrupt.
  Atomics.store(state, places.stop, 1);
  const number = Atomics.add(state, places.asked, 1) + 1;
  tell({ interrupt: number });
  for (const delay of retries) setTimeout(() => insist(number), delay);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    setTimeout(() => isUnheard(number) && signalChildren(signal), endChildrenAfter[signal]);
  }
  setTimeout(() => terminate(number), terminateAfter);
  return number;
}

function isUnheard(number: number) {
  return Atomics.load(state, places.handled) < number;
}

function terminate(number: number) {
  if (!isUnheard(number)) return;
  Atomics.store(state, places.terminated, number);
  // Node does not restore its SIGINT listeners where code is terminated, so another SIGINT would end the process.
  Atomics.store(state, places.synchronous, 0);
  terminateExecution();
  // What was ended may have been the hearing of the interrupt.
  setTimeout(() => tell({ interrupt: number }), retries[0]);
}

/** The cell that was looked at last, and from how many bytes on it is stopped. */
let watched = { cell: 0, limit: 0 };
let nextCollection = 0;

/** A cell that has nearly used up the heap is stopped: V8 would end the process without a word to the learner. */
function watchMemory() {
  const cell = Atomics.load(state, places.executing);
  const isNew = cell !== watched.cell;
  if (isNew) watched = { cell, limit: memory.full * (heapLimit - memory.young) };
  if (cell === 0 || process.memoryUsage.rss() < memory.watched * heapLimit) return;
  heapUsage((used) => {
    if (used < watched.limit || performance.now() < nextCollection) return;
    const start = performance.now();
    heapUsage((live) => {
      // V8 gives up when nearly all time goes into collecting.
      nextCollection = performance.now() + 3 * (performance.now() - start);
      if (live < watched.limit) return;
      // A cell that finds the memory full can still make room.
      if (isNew) watched.limit = (live + heapLimit) / 2;
      else stopForMemory(cell);
    }, true);
  });
}

function stopForMemory(cell: number) {
  if (Atomics.load(state, places.executing) !== cell || Atomics.exchange(state, places.outOfMemory, 1))
    return;
  const number = interrupt();
  setTimeout(() => terminate(number), memory.interval);
}

/** Makes sure that an interrupt is noticed. */
function insist(number: number) {
  if (!isUnheard(number)) return;
  Atomics.store(state, places.stop, 1);
  // Node ends synchronous code at a real SIGINT. At any other time one could hit the next cell.
  if (!Atomics.load(state, places.synchronous)) return;
  Atomics.store(state, places.signalled, number);
  process.kill(process.pid, "SIGINT");
}

function killUnlessClosed() {
  setTimeout(() => process.kill(process.pid, "SIGKILL"), killAfter).unref();
}

port.on("message", (message: ToControlThread) => {
  if ("header" in message) return void headers.set(message.parent, message.header);
  if ("text" in message) return collector.add(message);
  collector.flush();
  if ("reply" in message) return void control.send(message.reply);
  if ("publish" in message) return publish(message.publish);
  stopWatching();
  setTimeout(close, handOver); // ZeroMQ sends the last words in a thread of its own
});

function close() {
  for (const socket of [control, heartbeat, iopub]) socket.close();
  port.close();
  // Once the event loop has turned, ZeroMQ has let go of the sockets, and the process can end cleanly.
  setImmediate(() =>
    setImmediate(() => {
      Atomics.store(state, places.closed, 1);
      Atomics.notify(state, places.closed);
    }),
  );
}

setInterval(watchMemory, memory.interval).unref();
const stopWatching = watchParent(process.env["JPY_PARENT_PID"], () => process.kill(process.pid, "SIGKILL"));
serve().catch((error: unknown) => tell({ failure: String(error) }));

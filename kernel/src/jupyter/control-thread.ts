// Runs beside the main thread. Even while a cell keeps that busy, this thread answers heartbeats, receives interrupts and
// shutdown requests, and publishes text. It also ends the kernel when Jupyter dies.
import { parentPort, workerData } from "node:worker_threads";
import * as zmq from "zeromq";
import { address, type Connection } from "./connection";
import { heapUsage, signalChildren, terminateExecution } from "./last-resort";
import { type Frames, type Header, messageFrames, readMessage } from "./messages";
import { watchParent } from "./parent-watch";
import { places } from "./shared-state";
import type { StreamName } from "./shown-text";
import { TextCollector } from "./text-collector";

/** Messages from the main thread to the control thread. */
export type ToControlThread =
  | { reply: Uint8Array[] }
  | { publish: Frames }
  | { text: string; name: StreamName; parent: number }
  /** Introduces a number for a request, with the request's header. */
  | { parent: number; header: Header }
  | { close: true };
/** Messages from the control thread to the main thread. */
export type FromControlThread =
  | { bound: true }
  | { frames: Uint8Array[] }
  | { interrupt: number }
  | { ignored: string }
  | { failure: string };

/** After how many milliseconds an interrupt that was not noticed is repeated. */
const retries = [60, 300];
/** If an interrupt is still not noticed, the programs that the kernel has started get these signals. */
const endChildrenAfter = { SIGINT: 500, SIGTERM: 900 } as const;
/** If it is not noticed even then, the running code is terminated, wherever it is. */
const terminateAfter = 1200;
const memory = {
  interval: 100,
  /** The heap is checked once the process's memory exceeds this share of the heap's limit. */
  watched: 0.6,
  /** A cell is stopped at this share of the heap's limit, from which the bytes for young objects are subtracted. */
  full: 0.92,
  young: 64e6,
};
const killAfter = 2000;
/** How much time ZeroMQ gets for the last messages, in milliseconds. */
const handOver = 30;

const port = parentPort!;
/** The data with which the control thread is started. */
export interface ControlThreadData {
  connection: Connection;
  state: Int32Array;
  /** The limit of the main thread's heap, in bytes. */
  heapLimit: number;
}
const { connection, state, heapLimit } = workerData as ControlThreadData;
const control = new zmq.Router({ linger: 0 });
const heartbeat = new zmq.Reply({ linger: 0 });
// Without a limit for waiting messages, each is accepted at once; otherwise ZeroMQ would drop or refuse some.
const iopub = new zmq.Publisher({ sendHighWaterMark: 0, sendTimeout: 0, linger: 500 });
const headers = new Map<number, Header>();
const collector = new TextCollector<number>(({ parent, name, text }) => {
  const header = headers.get(parent);
  if (header) publish(messageFrames(connection.key, "stream", { name, text }, { header }, ["stream"]));
});

function publish(frames: Frames) {
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
  // The order matters: if the stop is cleared between these two lines, an earlier interrupt has ended.
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
  // Node does not restore its SIGINT listeners if code is terminated, so another SIGINT would end the process.
  Atomics.store(state, places.synchronous, 0);
  terminateExecution();
  // The terminated code may have been the handler of the interrupt.
  setTimeout(() => tell({ interrupt: number }), retries[0]);
}

/** The cell that was checked last, and the number of bytes at which it is stopped. */
let watched = { cell: 0, limit: 0 };
let nextCollection = 0;

/** Stops a cell that has nearly used up the heap: V8 would end the process without telling the learner why. */
function watchMemory() {
  const cell = Atomics.load(state, places.executing);
  const isNew = cell !== watched.cell;
  if (isNew) watched = { cell, limit: memory.full * (heapLimit - memory.young) };
  if (cell === 0 || process.memoryUsage.rss() < memory.watched * heapLimit) return;
  heapUsage((used) => {
    if (used < watched.limit || performance.now() < nextCollection) return;
    const start = performance.now();
    heapUsage((live) => {
      // V8 ends the process if it spends nearly all its time on collecting.
      nextCollection = performance.now() + 3 * (performance.now() - start);
      if (live < watched.limit) return;
      // The memory was full before this cell, which may be the one that frees some.
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
  // A real SIGINT makes Node end synchronous code. At any other time it could hit the next cell.
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
  setTimeout(close, handOver); // ZeroMQ sends the last messages in its own thread
});

function close() {
  for (const socket of [control, heartbeat, iopub]) socket.close();
  port.close();
  // After two turns of the event loop ZeroMQ has released the sockets, and the process can end cleanly.
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

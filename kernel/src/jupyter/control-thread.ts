// Runs beside the kernel, so that interrupts, shutdown and heartbeats are heard while a cell keeps the main
// thread busy, and so that the kernel ends when Jupyter dies.
import { parentPort, workerData } from "node:worker_threads";
import * as zmq from "zeromq";
import { address, type Connection } from "./connection";
import { readMessage } from "./messages";
import { watchParent } from "./parent-watch";
import { places } from "./shared-state";

/** What the main thread tells the control thread. */
export type ToControlThread = { frames: Uint8Array[] } | { close: true };
/** What the control thread tells the main thread. */
export type FromControlThread =
  | { frames: Uint8Array[] }
  | { interrupt: number }
  | { ignored: string }
  | { failure: string };

const retries = [60, 300];
const killAfter = 2000;

const port = parentPort!;
const { connection, state } = workerData as { connection: Connection; state: Int32Array };
const control = new zmq.Router({ linger: 0 });
const heartbeat = new zmq.Reply({ linger: 0 });

function tell(message: FromControlThread) {
  port.postMessage(message);
}

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

function interrupt() {
  // In this order: a stop that is taken back between the two belongs to an earlier interrupt.
  Atomics.store(state, places.stop, 1);
  const number = Atomics.add(state, places.asked, 1) + 1;
  tell({ interrupt: number });
  for (const delay of retries) setTimeout(() => insist(number), delay);
}

/** Makes sure that an interrupt is noticed. */
function insist(number: number) {
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

port.on("message", (message: ToControlThread) => {
  if ("frames" in message) return void control.send(message.frames);
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

const stopWatching = watchParent(process.env["JPY_PARENT_PID"], () => process.kill(process.pid, "SIGKILL"));
serve().catch((error: unknown) => tell({ failure: String(error) }));

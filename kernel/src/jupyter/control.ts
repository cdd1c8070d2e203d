import { join } from "node:path";
import { getHeapStatistics } from "node:v8";
import { Worker } from "node:worker_threads";
import type { Connection } from "./connection";
import type { ControlThreadData, FromControlThread, ToControlThread } from "./control-thread";
import { logToServer } from "./log";
import { createState, places } from "./shared-state";

const closeWithin = 1000;

/** The main thread's side of the control thread. */
export class Control {
  readonly state = createState();
  onInterrupt: (number: number) => void = () => {};
  #onRequest: ((frames: Uint8Array[]) => void) | undefined;
  /** What came before the kernel was ready. */
  #early: Uint8Array[][] = [];
  readonly #worker: Worker;

  constructor(connection: Connection) {
    const { heap_size_limit: heapLimit } = getHeapStatistics();
    const workerData: ControlThreadData = { connection, state: this.state, heapLimit };
    this.#worker = new Worker(join(__dirname, "control-thread.js"), { workerData });
    this.#worker.on("message", (message: FromControlThread) => this.#hear(message));
    // Also for a cell that calls process.exit: with ZeroMQ's sockets open in a thread, Node would crash there.
    process.on("exit", () => this.close());
  }

  #hear(message: FromControlThread) {
    if ("failure" in message) throw new Error(`The kernel's control channel failed: ${message.failure}`);
    if ("ignored" in message) return logToServer(`ignored a message on the control channel: ${message.ignored}`);
    if ("interrupt" in message) return this.onInterrupt(message.interrupt);
    if (this.#onRequest) this.#onRequest(message.frames);
    else this.#early.push(message.frames);
  }

  /** Passes requests on, those first that came before. */
  listen(onRequest: (frames: Uint8Array[]) => void) {
    this.#onRequest = onRequest;
    for (const frames of this.#early.splice(0)) onRequest(frames);
  }

  /** Sends an answer over the control channel. */
  send(frames: (string | Uint8Array)[]) {
    this.#post({ frames: frames.map((frame) => Buffer.from(frame)) });
  }

  /** Closes the thread's sockets, and waits until they are closed. */
  close() {
    if (Atomics.load(this.state, places.closed)) return;
    this.#post({ close: true });
    Atomics.wait(this.state, places.closed, 0, closeWithin);
  }

  #post(message: ToControlThread) {
    this.#worker.postMessage(message);
  }
}

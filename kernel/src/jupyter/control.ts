import { join } from "node:path";
import { getHeapStatistics } from "node:v8";
import { Worker } from "node:worker_threads";
import type { Connection } from "./connection";
import type { ControlThreadData, FromControlThread, ToControlThread } from "./control-thread";
import { logToServer } from "./log";
import type { Header } from "./messages";
import { createState, places } from "./shared-state";
import type { StreamName } from "./shown-text";

const closeWithin = 1000;

/** The main thread's side of the control thread. */
export class Control {
  readonly state = createState();
  /** Resolves when the thread's sockets are open. */
  readonly bound: Promise<void>;
  #onBound: () => void = () => {};
  readonly #parents = new WeakMap<Header, number>();
  #lastParent = 0;
  onInterrupt: (number: number) => void = () => {};
  #onRequest: ((frames: Uint8Array[]) => void) | undefined;
  /** What came before the kernel was ready. */
  #early: Uint8Array[][] = [];
  readonly #worker: Worker;

  constructor(connection: Connection) {
    this.bound = new Promise((resolve) => (this.#onBound = resolve));
    const { heap_size_limit: heapLimit } = getHeapStatistics();
    const workerData: ControlThreadData = { connection, state: this.state, heapLimit };
    this.#worker = new Worker(join(__dirname, "control-thread.js"), { workerData });
    this.#worker.on("message", (message: FromControlThread) => this.#hear(message));
    // Also for a cell that calls process.exit: with ZeroMQ's sockets open in a thread, Node would crash there.
    process.on("exit", () => this.close());
  }

  #hear(message: FromControlThread) {
    if ("failure" in message) throw new Error(`The kernel's control channel failed: ${message.failure}`);
    if ("bound" in message) return this.#onBound();
    if ("ignored" in message) return logToServer(`ignored on the control channel: ${message.ignored}`);
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
    this.#post({ reply: frames.map((frame) => Buffer.from(frame)) });
  }

  /** Publishes a message, after all text before it. */
  publish(frames: (string | Uint8Array)[]) {
    this.#post({ publish: frames });
  }

  /** Publishes text that belongs to a request, even while the main thread goes on computing. */
  print(name: StreamName, text: string, header: Header) {
    let parent = this.#parents.get(header);
    if (parent === undefined) {
      parent = this.#lastParent += 1;
      this.#parents.set(header, parent);
      this.#post({ parent, header });
    }
    this.#post({ name, text, parent });
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

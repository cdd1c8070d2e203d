import { join } from "node:path";
import { getHeapStatistics } from "node:v8";
import { Worker } from "node:worker_threads";
import type { Connection } from "./connection";
import type { ControlThreadData, FromControlThread, ToControlThread } from "./control-thread";
import { logToServer } from "./log";
import type { Frames, Header } from "./messages";
import { createState, places } from "./shared-state";
import type { StreamName } from "./shown-text";

const closeWithin = 1000;

type OnRequest = (frames: Uint8Array[]) => void;

/** The main thread's side of the control thread. */
export class Control {
  readonly state = createState();
  #onBound: () => void = () => {};
  /** Resolves when the thread's sockets are open. */
  readonly bound = new Promise<void>((resolve) => (this.#onBound = resolve));
  readonly #parents = new WeakMap<Header, number>();
  #lastParent = 0;
  onInterrupt: (number: number) => void = () => {};
  /** Passes requests to a function, including those that arrived earlier. */
  listen: (onRequest: OnRequest) => void = () => {};
  readonly #onRequest = new Promise<OnRequest>((resolve) => (this.listen = resolve));
  readonly #worker: Worker;

  constructor(connection: Connection) {
    const { heap_size_limit: heapLimit } = getHeapStatistics();
    const workerData: ControlThreadData = { connection, state: this.state, heapLimit };
    this.#worker = new Worker(join(__dirname, "control-thread.js"), { workerData });
    this.#worker.on("message", (message: FromControlThread) => this.#hear(message));
    // This includes cells that call process.exit: Node crashes if ZeroMQ's sockets are still open in a thread.
    process.on("exit", () => this.close());
  }

  #hear(message: FromControlThread) {
    if ("failure" in message) throw new Error(`The kernel's control channel failed: ${message.failure}`);
    if ("bound" in message) return this.#onBound();
    if ("ignored" in message) return logToServer(`ignored on the control channel: ${message.ignored}`);
    if ("interrupt" in message) return this.onInterrupt(message.interrupt);
    void this.#onRequest.then((onRequest) => onRequest(message.frames));
  }

  /** Sends an answer over the control channel. */
  send(frames: Frames) {
    this.#post({ reply: frames.map((frame) => Buffer.from(frame)) });
  }

  /** Publishes a message, after all text that was printed before. */
  publish(frames: Frames) {
    this.#post({ publish: frames });
  }

  /** Publishes text that belongs to a request, even while the main thread is busy. */
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

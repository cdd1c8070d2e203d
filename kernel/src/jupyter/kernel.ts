import { AsyncLocalStorage } from "node:async_hooks";
import { type Run, Runs } from "../language/runs";
import type { Control } from "./control";
import { ExecutionQueue } from "./execution-queue";
import type { Executor } from "./executor";
import { kernelInfo } from "./kernel-info";
import { collectGarbage } from "./last-resort";
import { library } from "./library-exports";
import type { Content, Message } from "./messages";
import type { Answer, Received, Server } from "./server";

/** After how many milliseconds without a request the kernel does the next piece of work of its own. */
const idleAfter = 50;

/** Garbage is collected again once this many bytes have been allocated. */
const worthCollecting = 16e6;

/** How long a shutdown waits until its answer has been passed to ZeroMQ, in milliseconds. */
const handOver = 20;

/**
 * Answers Jupyter's requests. A client that waits for the kernel to start is answered before the compiler is loaded,
 * because loading takes longer than everything else at the start.
 */
export class Kernel {
  readonly #runs = new Runs(new AsyncLocalStorage<Run>());
  readonly #queue = new ExecutionQueue();
  readonly #idle = setTimeout(() => void this.#useIdleTime(), idleAfter).unref();
  /** Steps that prepare for the first cell; most notebooks begin with an import of the library. */
  readonly #preparations = [
    () => this.#load(),
    async () => (await this.#load()).warmUp(),
    async () => (await this.#load()).warmUp(library),
  ];
  /** How many bytes of the heap were in use after the latest collection. */
  #inUse = 0;
  #executor: Promise<Executor> | undefined;
  /** The request whose cell is executing. */
  #executing: Message | undefined;

  constructor(
    private readonly server: Server,
    private readonly control: Control,
  ) {}

  /** Opens the sockets and answers requests. */
  async start() {
    // What the kernel does for a request must not be attributed to the cell that happens to run.
    await this.server.open((request) =>
      this.#runs.outside(() => {
        this.#idle.refresh();
        this.#receive(request);
      }),
    );
  }

  /** Prepares for the first cell, and later collects the garbage of cells, which V8 would let accumulate. */
  async #useIdleTime() {
    if (this.#executing) return;
    const prepare = this.#preparations.shift();
    if (prepare) {
      await prepare();
      this.#idle.refresh();
    } else if (process.memoryUsage().heapUsed > this.#inUse + worthCollecting) {
      collectGarbage();
      this.#inUse = process.memoryUsage().heapUsed;
    }
  }

  #load(): Promise<Executor> {
    return (this.#executor ??= import("./executor.js").then(
      ({ Executor }) =>
        new Executor(
          this.#runs,
          (request, type, content) => this.server.publish(type, content, request),
          this.control,
        ),
    ));
  }

  #receive(request: Received) {
    const { message } = request;
    if (message.header.msg_type !== "execute_request") return void this.#handle(request);
    this.#queue.add({
      header: message.header,
      execute: async () => {
        await this.#handle(request);
        return message.content["stop_on_error"] === false ? undefined : (await this.#load()).failedAt;
      },
      abort: () => {
        this.server.publish("status", { execution_state: "busy" }, message);
        // A count would make JupyterLab number a cell that has not run.
        void this.server.reply(request, { status: "aborted" });
        this.server.publish("status", { execution_state: "idle" }, message);
      },
    });
  }

  async #handle(request: Received) {
    const { message } = request;
    const answer = Object.hasOwn(this.#answers, message.header.msg_type)
      ? this.#answers[message.header.msg_type]
      : undefined;
    if (!answer) return; // this kernel does not support comm messages, debug requests and the like
    this.server.publish("status", { execution_state: "busy" }, message);
    let content: Content;
    try {
      content = await answer(message);
    } catch (error) {
      const { name, message: text } = error as Error;
      content = { status: "error", ename: name, evalue: text, traceback: [] };
    }
    this.server.finish(message);
    void this.server.reply(request, content);
    this.server.publish("status", { execution_state: "idle" }, message);
    // Clients show the latest state, and the cell is still running.
    const executing = this.#executing;
    if (executing && executing !== message) {
      this.server.publish("status", { execution_state: "busy" }, executing);
    }
  }

  readonly #answers: Record<string, Answer> = {
    kernel_info_request: kernelInfo,
    execute_request: async (message) => {
      const executor = await this.#load();
      this.#preparations.length = 0;
      this.#executing = message;
      try {
        return await executor.execute(message);
      } finally {
        this.#executing = undefined;
        this.#idle.refresh();
      }
    },
    is_complete_request: async (message) => (await this.#load()).isComplete(message),
    complete_request: async (message) => (await this.#load()).complete(message),
    inspect_request: async (message) => (await this.#load()).inspect(message),
    comm_info_request: () => ({ status: "ok", comms: {} }),
    history_request: () => ({ status: "ok", history: [] }),
    interrupt_request: () => ({ status: "ok" }),
    shutdown_request: ({ content }) => {
      setTimeout(() => {
        void this.#executor?.then((executor) => executor.close());
        this.server.close();
        setTimeout(() => process.exit(0), handOver);
      }, handOver);
      return { status: "ok", restart: content["restart"] === true };
    },
  };
}

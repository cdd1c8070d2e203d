import { AsyncLocalStorage } from "node:async_hooks";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { completionsAt, inspectionAt } from "../language/editing";
import { describeCompileErrors } from "../language/describe-compile-errors";
import { type Description, describeError } from "../language/describe-error";
import { host } from "../language/host";
import { Interrupted } from "../language/interrupted";
import { Run, Runs } from "../language/runs";
import { type Outcome, Session } from "../language/session";
import type { Tslab } from "../language/tslab";
import { showPromises, shown, showTensors } from "../language/values";
import { LoadedFiles } from "./loaded-files";
import type { Control } from "./control";
import { ExecutionQueue } from "./execution-queue";
import { Interrupts } from "./interrupts";
import { kernelInfo } from "./kernel-info";
import { exportedBy } from "./library-exports";
import { LateFailures } from "./late-failures";
import { loadTslab } from "./load-tslab";
import type { Content, Message } from "./messages";
import { refuseInput } from "./no-input";
import { CellModules } from "./modules";
import { nodeHost } from "./node-host";
import { nodeNames, typesFolder } from "./node-names";
import { routeOutput } from "./output";
import type { Answer, Received, Server } from "./server";

/** After how many milliseconds without a request the compiler gets ready for the first cell. */
const warmUpAfter = 100;

const loadModule = createRequire(__filename);

/** How long a shutdown waits until its answer has been handed to ZeroMQ, in milliseconds. */
const handOver = 20;

/** Answers Jupyter's requests: executes cells, one after the other, and helps whoever writes them. */
export class Kernel {
  readonly #tslab: Tslab;
  readonly #runs = new Runs(new AsyncLocalStorage<Run>());
  readonly #queue = new ExecutionQueue();
  readonly #files = new LoadedFiles(showTensors);
  readonly #session: Session;
  readonly #interrupts: Interrupts;
  readonly #lateFailures: LateFailures;
  /** Whoever waits for the kernel is answered first. A cell that comes earlier does the same. */
  readonly #warmUp = setTimeout(() => this.#session.warmUp(), warmUpAfter).unref();
  #count = 0;
  #hidden = 0;
  /** When the failure of the latest cell was told, if it failed. */
  #failedAt: number | undefined;
  /** The request whose cell is executing. */
  #executing: Message | undefined;

  constructor(
    private readonly server: Server,
    control: Control,
  ) {
    Object.assign(host, nodeHost);
    const show = routeOutput(this.#runs);
    refuseInput();
    showPromises();
    this.#tslab = loadTslab(show);
    this.#interrupts = new Interrupts(control, this.#runs, () => this.#session.interrupt());
    this.#session = new Session({
      tslab: this.#tslab,
      runs: this.#runs,
      modules: new CellModules(process.cwd(), () => loadModule("tslab") as unknown),
      readFile,
      typesFolder,
      node: nodeNames(),
      evaluate: (script, name) => this.#interrupts.evaluate(script, name),
      stop: control.state,
      onStopped: () => this.#interrupts.acknowledge(),
    });
    this.#lateFailures = new LateFailures(this.#runs, this.#session.cells);
  }

  /** Opens the sockets and answers what comes. */
  async start() {
    // What the kernel does for one request is not the doing of the cell that happens to run.
    await this.server.open((request) => this.#runs.outside(() => this.#receive(request)));
  }

  #receive(request: Received) {
    this.#warmUp.refresh();
    const { message } = request;
    if (message.header.msg_type !== "execute_request") return void this.#handle(request);
    this.#queue.add({
      header: message.header,
      execute: async () => {
        await this.#handle(request);
        return message.content["stop_on_error"] === false ? undefined : this.#failedAt;
      },
      abort: () => {
        this.server.publish("status", { execution_state: "busy" }, message);
        // Without a count, or JupyterLab numbers a cell that has not run.
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
    if (!answer) return; // comm messages, debug requests and the like: not offered by this kernel
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
    // Clients show the state that was published last, and the cell is still running.
    const executing = this.#executing;
    if (executing && executing !== message) {
      this.server.publish("status", { execution_state: "busy" }, executing);
    }
  }

  readonly #answers: Record<string, Answer> = {
    kernel_info_request: () => kernelInfo(this.#tslab),
    execute_request: (message) => this.#execute(message),
    is_complete_request: ({ content }) => {
      const { completed, indent } = this.#tslab.isCompleteCode(textOf(content, "code"));
      return completed ? { status: "complete" } : { status: "incomplete", indent };
    },
    complete_request: ({ content }) => {
      const { matches, start, end, kinds } = completionsAt(this.#session, ...cursorOf(content));
      const types = matches.map((text, index) => ({ text, type: kinds[index], start, end }));
      const metadata = { _jupyter_types_experimental: types };
      return { status: "ok", matches, cursor_start: start, cursor_end: end, metadata };
    },
    inspect_request: ({ content }) => {
      const found = inspectionAt(this.#tslab.ts, this.#session, ...cursorOf(content));
      const data = found ? { "text/plain": found.plain, "text/markdown": found.markdown } : {};
      return { status: "ok", found: found !== undefined, data, metadata: {} };
    },
    comm_info_request: () => ({ status: "ok", comms: {} }),
    history_request: () => ({ status: "ok", history: [] }),
    interrupt_request: () => ({ status: "ok" }),
    shutdown_request: ({ content }) => {
      setTimeout(() => {
        this.#session.close();
        this.server.close();
        setTimeout(() => process.exit(0), handOver);
      }, handOver);
      return { status: "ok", restart: content["restart"] === true };
    },
  };

  async #execute(message: Message): Promise<Content> {
    const { silent, store_history: stored, stop_on_error: stopOnError } = message.content;
    const code = textOf(message.content, "code");
    const isCounted = silent !== true && stored !== false;
    if (isCounted) this.#count += 1;
    const count = this.#count;
    const run = new Run({
      name: isCounted ? `cell [${count}]` : `hidden cell ${(this.#hidden += 1)}`,
      code,
      stopOnError: stopOnError !== false,
      publish: (type, content) => {
        const { name, text } = content;
        if (type === "stream") this.server.print(name as "stdout" | "stderr", text as string, message);
        else this.server.publish(type, content, message);
      },
    });
    if (silent !== true) run.publish("execute_input", { code, execution_count: count });
    const notice = this.#files.notice();
    if (notice) run.publish("stream", { name: "stdout", text: notice });

    this.#executing = message;
    const stopped = await this.#runs.perform(run, () =>
      this.#interrupts.perform(() => this.#executeAndSettle(run, silent === true ? undefined : count)),
    );
    this.#executing = undefined;
    if (stopped) run.report(describeError(stopped, this.#session.cells));
    for (const failure of this.#lateFailures.take(run)) run.report(failure);

    const [failure] = run.reported;
    this.#failedAt = failure ? Date.now() : undefined; // before it is told: what is asked for afterwards is done
    return failure
      ? { status: "error", execution_count: count, ...failure }
      : { status: "ok", execution_count: count, user_expressions: {}, payload: [] };
  }

  /** @param count undefined shows no result */
  async #executeAndSettle(run: Run, count: number | undefined) {
    try {
      const outcome = await this.#session.execute(run);
      if (outcome.ended !== "well") run.report(this.#failureOf(run, outcome));
      else if (count !== undefined && outcome.value !== undefined && outcome.value !== null) {
        const data = { "text/plain": shown(outcome.value) };
        run.publish("execute_result", { execution_count: count, data, metadata: {} });
      }
    } catch (error) {
      run.report(describeError(error, this.#session.cells)); // an object that cannot be shown
    }
    await this.#lateFailures.settle();
  }

  #failureOf(run: Run, outcome: Exclude<Outcome, { ended: "well" }>): Description {
    if (outcome.ended === "not compiled")
      return describeCompileErrors(outcome.diagnostics, run.code, run.name, exportedBy);
    const { error } = outcome;
    const reason = this.#interrupts.reason();
    const isTold = error instanceof Interrupted && error.name === reason?.name;
    return describeError(reason && !isTold ? reason : error, this.#session.cells);
  }
}

function readFile(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

function textOf(content: Content, name: string): string {
  const text = content[name];
  if (typeof text === "string") return text;
  throw new TypeError(`${name} must be a string, got ${typeof text}`);
}

function cursorOf(content: Content): [code: string, cursor: number] {
  return [textOf(content, "code"), Number(content["cursor_pos"])];
}

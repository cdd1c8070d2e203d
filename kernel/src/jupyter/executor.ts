import { createRequire } from "node:module";
import { describeCompileErrors } from "../language/describe-compile-errors";
import { type Description, describeError } from "../language/describe-error";
import { completionsAt, inspectionAt } from "../language/editing";
import { host } from "../language/host";
import { Interrupted } from "../language/interrupted";
import { Run, type Runs } from "../language/runs";
import { type Outcome, Session } from "../language/session";
import type { Tslab } from "../language/tslab";
import { showPromises, shown, showTensors } from "../language/values";
import type { Control } from "./control";
import { Interrupts } from "./interrupts";
import { LateFailures } from "./late-failures";
import { exportedBy } from "./library-exports";
import { loadTslab } from "./load-tslab";
import { LoadedFiles } from "./loaded-files";
import type { Content, Message } from "./messages";
import { CellModules } from "./modules";
import { refuseInput } from "./no-input";
import { nodeHost } from "./node-host";
import { bundledTypes, nodeNames, typesFolder } from "./node-names";
import { routeOutput } from "./output";

/** Publishes a message that belongs to a request. */
export type PublishFor = (request: Message, type: string, content: Content) => void;

const loadModule = createRequire(__filename);

/** Executes the cells that Jupyter sends, and answers requests about code that is being written. */
export class Executor {
  readonly #tslab: Tslab;
  readonly #files = new LoadedFiles(showTensors);
  readonly #session: Session;
  readonly #interrupts: Interrupts;
  readonly #lateFailures: LateFailures;
  #count = 0;
  #hidden = 0;
  /** When the failure of the latest cell was reported; undefined if it succeeded. */
  failedAt: number | undefined;

  constructor(
    private readonly runs: Runs,
    private readonly publish: PublishFor,
    control: Control,
  ) {
    Object.assign(host, nodeHost);
    const show = routeOutput(runs);
    refuseInput();
    showPromises();
    this.#tslab = loadTslab(show);
    this.#interrupts = new Interrupts(control, runs, (error) => this.#session.interrupt(error));
    this.#session = new Session({
      tslab: this.#tslab,
      runs,
      modules: new CellModules(process.cwd(), () => loadModule("tslab") as unknown),
      typesFolder,
      bundledTypes: bundledTypes(),
      node: nodeNames(),
      evaluate: (script, name) => this.#interrupts.evaluate(script, name),
      stop: control.state,
      onStopped: () => this.#interrupts.acknowledge(),
    });
    this.#lateFailures = new LateFailures(runs, this.#session.cells);
  }

  /** Prepares the compiler for a first cell that imports a package, or nothing if no name is given. */
  warmUp(imported?: string) {
    this.#session.warmUp(imported ? `import ${JSON.stringify(imported)};` : "");
  }

  close() {
    this.#session.close();
  }

  /** Whether the code is complete, or more lines must follow. */
  isComplete({ content }: Message): Content {
    const { completed, indent } = this.#tslab.isCompleteCode(textOf(content, "code"));
    return completed ? { status: "complete" } : { status: "incomplete", indent };
  }

  complete({ content }: Message): Content {
    const { matches, start, end, kinds } = completionsAt(this.#session, ...cursorOf(content));
    const types = matches.map((text, index) => ({ text, type: kinds[index], start, end }));
    const metadata = { _jupyter_types_experimental: types };
    return { status: "ok", matches, cursor_start: start, cursor_end: end, metadata };
  }

  inspect({ content }: Message): Content {
    const found = inspectionAt(this.#tslab.ts, this.#session, ...cursorOf(content));
    const data = found ? { "text/plain": found.plain, "text/markdown": found.markdown } : {};
    return { status: "ok", found: found !== undefined, data, metadata: {} };
  }

  /** Executes a cell and returns the reply to its request. */
  async execute(message: Message): Promise<Content> {
    const { silent, store_history: stored, stop_on_error: stopOnError } = message.content;
    const code = textOf(message.content, "code");
    const isCounted = silent !== true && stored !== false;
    if (isCounted) this.#count += 1;
    const count = this.#count;
    const name = isCounted ? `cell [${count}]` : `hidden cell ${(this.#hidden += 1)}`;
    const run = new Run(name, code, stopOnError !== false, (type, content) =>
      this.publish(message, type, content),
    );
    if (silent !== true) run.publish("execute_input", { code, execution_count: count });
    const notice = this.#files.notice();
    if (notice) run.publish("stream", { name: "stdout", text: notice });

    const stopped = await this.runs.perform(run, () =>
      this.#interrupts.perform(() => this.#executeAndSettle(run, silent === true ? undefined : count)),
    );
    if (stopped) {
      this.#session.abandon(stopped);
      run.report(describeError(stopped, this.#session.cells));
    }
    for (const failure of this.#lateFailures.take(run)) run.report(failure);

    const [failure] = run.reported;
    // Set before the failure is published, so that later requests are executed.
    this.failedAt = failure ? Date.now() : undefined;
    return failure
      ? { status: "error", execution_count: count, ...failure }
      : { status: "ok", execution_count: count, user_expressions: {}, payload: [] };
  }

  /** @param count if undefined, no result is shown */
  async #executeAndSettle(run: Run, count: number | undefined) {
    try {
      const outcome = await this.#session.execute(run);
      if (outcome.ended !== "well") run.report(this.#failureOf(run, outcome));
      else if (count !== undefined && outcome.value !== undefined && outcome.value !== null) {
        const data = { "text/plain": shown(outcome.value) };
        run.publish("execute_result", { execution_count: count, data, metadata: {} });
      }
    } catch (error) {
      run.report(describeError(error, this.#session.cells)); // an object that cannot be printed
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

function textOf(content: Content, name: string): string {
  const text = content[name];
  if (typeof text === "string") return text;
  throw new TypeError(`${name} must be a string, got ${typeof text}`);
}

function cursorOf(content: Content): [code: string, cursor: number] {
  return [textOf(content, "code"), Number(content["cursor_pos"])];
}

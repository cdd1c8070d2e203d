import type { CompletionInfo, Diagnostic } from "tslab/dist/converter";
import type { CodeMetadata } from "tslab/dist/metadata";
import { CellRegistry } from "./cells";
import { Compiler, type Compiled, type KnownTypes } from "./compiler";

import { namesIn, pickDeclarations } from "./declarations";
import { flag } from "./interruptible-loops";
import { Interrupted, OutOfMemory } from "./interrupted";
import { Names } from "./names";
import type { Run, Runs } from "./runs";
import type { Runtime } from "./runtime";
import { traceCells } from "./stack-traces";
import type { Tslab, typescript } from "./tslab";

/** A cell can put something else in its place. */
const { Promise } = globalThis;

/** What the cells of a session run in. */
export interface Surroundings extends KnownTypes {
  tslab: Tslab;
  runs: Runs;
  /** How cells load modules, and what takes those that were compiled for it. */
  modules: { require: NodeJS.Require; update(modules: Compiled["modules"]): void };
  /** A file that a stack trace names, or its source map; undefined where there is none. */
  readFile: (file: string) => string | undefined;
  /** Evaluates a script, which stack traces call by the name; throws an Interrupted where it was stopped. */
  evaluate: (script: string, name: string) => unknown;
  /** Its first number is not 0 while the code that runs has to stop. */
  stop: Int32Array;
  /** Told when code has noticed that it has to stop; returns what the cell is stopped with. */
  onStopped: () => Interrupted;
}

/** How a cell ended. */
export type Outcome =
  | { ended: "well"; value: unknown }
  | { ended: "not compiled"; diagnostics: Diagnostic[] }
  | { ended: "thrown"; error: unknown };

/** The cells of one notebook, from the first to the last: the names that they declare, and what these are. */
export class Session {
  readonly cells: CellRegistry;
  readonly #compiler: Compiler;
  readonly #names = new Names();
  #declarations = "";
  /** Names that have an older value, since their latest cell failed, and how. */
  readonly #failed = new Map<string, string>();
  #rejectInterrupted: ((error: Interrupted) => void) | undefined;
  /** What is left to do when the cell that runs fails. */
  #giveUp: ((error: unknown) => void) | undefined;

  constructor(private readonly surroundings: Surroundings) {
    this.cells = new CellRegistry(surroundings.readFile);
    this.#compiler = new Compiler(surroundings.tslab, surroundings);
    traceCells(this.cells);
    Object.assign(globalThis, { __tslab__: this.#runtime() });
  }

  /** Gets ready for a first cell like this one. */
  warmUp(cell: string) {
    this.#compiler.warmUp(cell);
  }

  close() {
    this.#compiler.close();
  }

  /** Compiles and executes a cell. */
  async execute(run: Run): Promise<Outcome> {
    const metadata = this.surroundings.tslab.codeMetadata(run.code);
    if (metadata.module) return this.#executeModule(metadata.module, run.code, metadata);
    if (metadata.mode === "browser") return { ended: "well", value: undefined };
    this.#declarations = this.#compiler.setAside(this.#declarations);
    const compiled = this.#compiler.compile(this.#declarations, run.code);
    if (Array.isArray(compiled)) {
      for (const name of namesIn(this.surroundings.tslab.ts, run.code)) {
        this.#failed.set(name, `${run.name}, which declares it, does not compile`);
      }
      return { ended: "not compiled", diagnostics: compiled };
    }
    this.surroundings.modules.update(compiled.modules);
    return this.#run(run, compiled);
  }

  /** Makes what the active cell awaits end with an error. */
  interrupt(error: Interrupted) {
    this.#rejectInterrupted?.(error);
  }

  /** Clears up after a cell whose code was ended in the middle, and that will never come to its end. */
  abandon(error: Interrupted) {
    this.#giveUp?.(error);
    this.#rejectInterrupted = undefined;
  }

  /** @param position in UTF-16 units */
  complete(code: string, position: number): CompletionInfo {
    return this.#compiler.complete(this.#declarations, code, position);
  }

  /** @param position in UTF-16 units */
  inspect(code: string, position: number): typescript.QuickInfo | undefined {
    return this.#compiler.inspect(this.#declarations, code, position);
  }

  #executeModule(name: string, code: string, metadata: CodeMetadata): Outcome {
    const diagnostics = this.#compiler.addModule(name, code, metadata);
    return diagnostics.length > 0
      ? { ended: "not compiled", diagnostics }
      : { ended: "well", value: undefined };
  }

  async #run(run: Run, compiled: Compiled): Promise<Outcome> {
    const { output, declared, isAsync, lastExpression } = compiled;
    const redeclaration = this.#names.redeclare(declared);
    for (const name of declared) this.#failed.delete(name);
    const before = this.#declarations;
    this.#declarations = compiled.declarations;
    const prefix = `(${isAsync ? "async " : ""}function(exports, require) { const ${flag} = __tslab__.stop; ${compiled.prologue}`;
    const { maps, original } = compiled;
    this.cells.add(run.name, { source: run.code, output, maps, prefix: prefix.length, original });
    const giveUp = (this.#giveUp = (error: unknown) => {
      if (this.#giveUp === giveUp) this.#giveUp = undefined;
      // What has used up the memory would leave none for the next cell.
      const unassigned = redeclaration.restore(error instanceof OutOfMemory);
      redeclaration.disposeReplaced();
      for (const name of unassigned) this.#failed.set(name, `${run.name}, which declares it, failed`);
      this.#declarations = this.#declarationsWithout(unassigned, compiled.declarations, before);
    });
    try {
      const script = `${prefix}${output}\n})(__tslab__.exports, __tslab__.require)`;
      const returned = this.surroundings.evaluate(script, run.name);
      if (isAsync) await this.#untilInterrupted(returned);
    } catch (error) {
      if (this.#giveUp === giveUp) giveUp(error);
      return { ended: "thrown", error };
    }
    if (this.#giveUp === giveUp) this.#giveUp = undefined;
    const value = lastExpression ? this.#names.take(lastExpression) : undefined;
    redeclaration.disposeReplaced();
    return { ended: "well", value };
  }

  /** Names that a cell did not come to assign keep what they were before. */
  #declarationsWithout(unassigned: Set<string>, after: string, before: string): string {
    if (unassigned.size === 0) return after;
    const { ts } = this.surroundings.tslab;
    const assigned = pickDeclarations(ts, after, (name) => !unassigned.has(name));
    return assigned + pickDeclarations(ts, before, (name) => unassigned.has(name));
  }

  async #untilInterrupted(promise: unknown) {
    const interrupted = new Promise<never>((_, reject) => (this.#rejectInterrupted = reject));
    try {
      await Promise.race([promise, interrupted]);
    } finally {
      this.#rejectInterrupted = undefined;
    }
  }

  #runtime(): Runtime {
    const { stop, runs, onStopped } = this.surroundings;
    const interruption = () => {
      if (runs.origin) runs.origin.interrupted = true;
      return onStopped();
    };
    return {
      exports: this.#names.table,
      require: this.surroundings.modules.require,
      share: this.#names.share,
      stop,
      interruption,
      failureBehind: (value) => {
        const name = [...this.#failed.keys()].find((each) => Object.is(this.#names.valueOf(each), value));
        return name === undefined ? undefined : `${name} has an older value: ${this.#failed.get(name)}`;
      },
      resume: (value) => {
        if (stop[0] !== 0 || runs.origin?.interrupted) throw interruption();
        return value;
      },
    };
  }
}

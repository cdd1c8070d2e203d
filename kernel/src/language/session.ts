import type { CompletionInfo, Diagnostic } from "tslab/dist/converter";
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

// A cell can replace the global.
const { Promise } = globalThis;

/** The environment of a session's cells. */
export interface Surroundings extends KnownTypes {
  tslab: Tslab;
  runs: Runs;
  /** Loads modules for cells, and takes those that were compiled for them. */
  modules: { require: NodeJS.Require; update(modules: Compiled["modules"]): void };
  /** Evaluates a script, which has this name in stack traces; throws an Interrupted if it was stopped. */
  evaluate: (script: string, name: string) => unknown;
  /** Its first number is not 0 while the running code has to stop. */
  stop: Int32Array;
  /** Called when code has noticed that it has to stop; returns the error that stops the cell. */
  onStopped: () => Interrupted;
}

/** How a cell ended. */
export type Outcome =
  | { ended: "well"; value: unknown }
  | { ended: "not compiled"; diagnostics: Diagnostic[] }
  | { ended: "thrown"; error: unknown };

const nothingToShow: Outcome = { ended: "well", value: undefined };

/** Compiles and executes the cells of one notebook, and keeps the names that they declare. */
export class Session {
  readonly cells = new CellRegistry();
  readonly #compiler: Compiler;
  readonly #names = new Names();
  #declarations = "";
  /** The names that still have an older value because their latest cell failed, with the reason. */
  readonly #failed = new Map<string, string>();
  #rejectInterrupted: ((error: Interrupted) => void) | undefined;
  /** What has to be done if the running cell fails. */
  #giveUp: ((error: unknown) => void) | undefined;

  constructor(private readonly surroundings: Surroundings) {
    this.#compiler = new Compiler(surroundings.tslab, surroundings);
    traceCells(this.cells);
    Object.assign(globalThis, { __tslab__: this.#runtime() });
  }

  /** Prepares for a first cell like this one. */
  warmUp(cell: string) {
    this.#compiler.warmUp(cell);
  }

  close() {
    this.#compiler.close();
  }

  /** Compiles and executes a cell. */
  async execute(run: Run): Promise<Outcome> {
    const metadata = this.surroundings.tslab.codeMetadata(run.code);
    if (metadata.module) {
      const diagnostics = this.#compiler.addModule(metadata.module, run.code, metadata);
      return diagnostics.length > 0 ? { ended: "not compiled", diagnostics } : nothingToShow;
    }
    if (metadata.mode === "browser") return nothingToShow;
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

  /** Ends what the active cell awaits with an error. */
  interrupt(error: Interrupted) {
    this.#rejectInterrupted?.(error);
  }

  /** Cleans up after a cell whose code was terminated and will never reach its end. */
  abandon(error: Interrupted) {
    this.#giveUp?.(error);
  }

  /** @param position in UTF-16 units */
  complete(code: string, position: number): CompletionInfo {
    return this.#compiler.complete(this.#declarations, code, position);
  }

  /** @param position in UTF-16 units */
  inspect(code: string, position: number): typescript.QuickInfo | undefined {
    return this.#compiler.inspect(this.#declarations, code, position);
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
      if (this.#giveUp !== giveUp) return;
      this.#giveUp = undefined;
      // If the cell has used up the memory, its values would leave none for the next cell.
      const unassigned = redeclaration.restore(error instanceof OutOfMemory);
      redeclaration.disposeReplaced();
      for (const name of unassigned) this.#failed.set(name, `${run.name}, which declares it, failed`);
      this.#declarations = this.#declarationsWithout(unassigned, compiled.declarations, before);
    });
    try {
      const script = `${prefix}${output}\n})(__tslab__.exports, __tslab__.require)`;
      const returned = this.surroundings.evaluate(script, run.name);
      if (isAsync) {
        const interrupted = new Promise<never>((_, reject) => (this.#rejectInterrupted = reject));
        await Promise.race([returned, interrupted]);
      }
    } catch (error) {
      giveUp(error);
      return { ended: "thrown", error };
    }
    if (this.#giveUp === giveUp) this.#giveUp = undefined;
    const value = lastExpression ? this.#names.take(lastExpression) : undefined;
    redeclaration.disposeReplaced();
    return { ended: "well", value };
  }

  /** The declarations after a cell, except that the names it did not assign keep their older ones. */
  #declarationsWithout(unassigned: Set<string>, after: string, before: string): string {
    if (unassigned.size === 0) return after;
    const { tslab } = this.surroundings;
    const assigned = pickDeclarations(tslab, after, (name) => !unassigned.has(name));
    return assigned + pickDeclarations(tslab, before, (name) => unassigned.has(name));
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

import type { CompletionInfo, Converter, ConvertResult, Diagnostic } from "tslab/dist/converter";
import type { CodeMetadata } from "tslab/dist/metadata";
import { hookDiagnostics, syntaxErrors } from "./diagnostics";
import { earlierNames } from "./earlier-names";
import { interruptibleLoops } from "./interruptible-loops";
import { type Declared, liveVariables, prologue } from "./live-variables";
import { Programs } from "./programs";
import { OlderDeclarations } from "./older-declarations";
import { lacksNode, type NodeNames, usesNode } from "./node-types";
import type { Position } from "./cells";
import { Rewritten } from "./rewriting";
import { hasTopLevelAwait } from "./top-level-await";
import type { Tslab, typescript } from "./tslab";

/** What the transformers of a cell are given. */
export interface CellContext {
  ts: Tslab["ts"];
  checker: typescript.TypeChecker;
  /** The generated files that declare the names of earlier cells. */
  declarations: ReadonlySet<typescript.SourceFile>;
  /** What the cell declares; filled in by a transformer. */
  declared: Declared;
}
/** Changes a cell's syntax tree, after its types are removed. */
export type CellTransformer = (context: CellContext) => typescript.TransformerFactory<typescript.SourceFile>;

/** A cell that was compiled. */
export interface Compiled {
  /** JavaScript. */
  output: string;
  /** Code that has to come before it, on its first line. */
  prologue: string;
  /** The declarations of the names that are known after the cell. */
  declarations: string;
  /** Source maps as JSON, the last compilation step first. */
  maps: string[];
  /** Whether the JavaScript has to be run in an async function. */
  isAsync: boolean;
  /** The names that the cell declares. */
  declared: string[];
  /** The name under which the value of the last expression is stored. */
  lastExpression: string | undefined;
  /** The compiled source files that the cell imports. */
  modules: { path: string; data: string }[];
  /** Converts a position in the text that was compiled to one in the cell. */
  original: (position: Position) => Position;
}

/** Declarations that exist without any cell. */
export interface KnownTypes {
  /** The folder of the declarations that every cell has. */
  typesFolder: string;
  /** Files with the declarations of a package, by its name. */
  bundledTypes: Record<string, string[]>;
  /** What Node offers beyond these. */
  node: NodeNames;
}

/** Something went wrong inside the compiler itself. */
export class CompilerFailure extends Error {
  constructor(cause: unknown) {
    const reason =
      cause instanceof RangeError
        ? "the cell is nested too deeply for the compiler: split it up"
        : "the compiler failed: change the cell, or restart the kernel";
    super(reason, cause instanceof RangeError ? {} : { cause });
    this.name = "CompilerFailure";
  }
}

const nothing = (): Declared => ({ names: [], variables: [], functions: [] });

type Builder = typescript.EmitAndSemanticDiagnosticsBuilderProgram;

/** In the order in which they are applied, before tslab's own. */
const transformers = [earlierNames, interruptibleLoops, liveVariables];

/**
 * Compiles cells with tslab's converter, which works in two steps: from TypeScript to an ES module, and from that to
 * CommonJS. This class changes the converter's compiler options, transforms the syntax tree, and keeps the source maps.
 */
export class Compiler {
  #converter: Converter | undefined;
  #programs: Programs | undefined;
  readonly #older = new OlderDeclarations();
  /** Source maps of the latest compilation, the last step first. */
  #maps: string[] = [];
  #declared = nothing();
  /** Whether it is compiling, or was terminated while compiling. */
  #isBusy = false;

  /** Whether Node's declarations are loaded. */
  #hasNode = false;

  constructor(
    private readonly tslab: Tslab,
    private readonly known: KnownTypes,
  ) {
    this.#hookPrograms();
    this.#hookSecondStep();
    hookDiagnostics(tslab.ts);
  }

  /**
   * Compiles a cell.
   *
   * @param declarations of the names that are known
   * @param cell the cell's text
   * @returns the diagnostics of a cell that does not compile
   */
  compile(declarations: string, cell: string): Compiled | Diagnostic[] {
    return this.#guarded(() => this.#compile(declarations, cell));
  }

  /** Sets long declarations aside, which every later cell then knows; returns the declarations that are left. */
  setAside(declarations: string): string {
    return this.#older.setAside(declarations);
  }

  #compile(declarations: string, cell: string): Compiled | Diagnostic[] {
    const { ts } = this.tslab;
    let text = Rewritten.of(ts, cell);
    const unreadable = syntaxErrors(ts, text.source);
    if (unreadable.length > 0) return unreadable.map((each) => placed(each, text.original));
    this.#loadNodeFor(cell);
    let converted = this.#convert(declarations, text.source);
    if (!this.#hasNode && lacksNode(converted.diagnostics, this.known.node)) {
      this.#loadNode();
      converted = this.#convert(declarations, text.source);
    }
    if (converted.diagnostics.length > 0 && converted.diagnostics.every(isAboutDeclaration)) {
      const typed = text.withTypes(
        ts,
        converted.diagnostics.map(({ start }) => start.offset),
      );
      if (typed) converted = this.#convert(declarations, (text = typed).source);
    }
    const { original, source } = text;
    if (converted.diagnostics.length > 0) return converted.diagnostics.map((each) => placed(each, original));
    return {
      original,
      output: converted.output ?? "",
      prologue: prologue(this.#declared),
      declarations: converted.declOutput ?? "",
      maps: this.#maps,
      isAsync: hasTopLevelAwait(ts, source),
      declared: this.#declared.names,
      lastExpression: converted.lastExpressionVar,
      modules: (converted.sideOutputs ?? []).map(({ path: file, data }) => ({ path: withRoot(file), data })),
    };
  }

  #convert(declarations: string, source: string): ConvertResult {
    this.#maps = [];
    this.#declared = nothing();
    return this.#use((converter) => {
      this.#programs?.announce();
      return converter.convert(declarations, source);
    });
  }

  /** Compiles a cell that is a module, as `@module name` in a comment at its head says. */
  addModule(name: string, source: string, metadata: CodeMetadata): Diagnostic[] {
    this.#loadNode();
    return this.#guarded(() => this.#use((converter) => converter.addModule(name, source, metadata)));
  }

  complete(declarations: string, source: string, position: number): CompletionInfo {
    return this.#ask(source, (converter) => converter.complete(declarations, source, position));
  }

  inspect(declarations: string, source: string, position: number): typescript.QuickInfo | undefined {
    return this.#ask(source, (converter) => converter.inspect(declarations, source, position));
  }

  #ask<T>(cell: string, question: (converter: Converter) => T): T {
    return this.#guarded(() => {
      this.#loadNodeFor(cell);
      return this.#use(question);
    });
  }

  /** Reads the declarations that a cell needs, because this makes the first cell take longer than any later one. */
  warmUp(cell: string) {
    this.#guarded(() => this.#convert("", cell));
  }

  close() {
    this.#converter?.close();
    this.#converter = undefined;
  }

  #loadNodeFor(cell: string) {
    if (!this.#hasNode && usesNode(this.tslab.ts, cell, this.known.node)) this.#loadNode();
  }

  #loadNode() {
    if (this.#hasNode) return;
    this.#hasNode = true;
    this.close();
  }

  #use<T>(action: (converter: Converter) => T): T {
    return action((this.#converter ??= this.tslab.createConverter({ isJS: false, isBrowser: false })));
  }

  /** An exception or an interrupt leaves the converter unusable, so the next cell gets a new one. */
  #guarded<T>(action: () => T): T {
    if (this.#isBusy) this.close();
    this.#isBusy = true;
    try {
      return action();
    } catch (error) {
      this.close();
      throw new CompilerFailure(error);
    } finally {
      this.#isBusy = false; // skipped if an interrupt has terminated the compiler
    }
  }

  #hookPrograms() {
    const { ts } = this.tslab;
    const create = ts.createWatchCompilerHost as unknown as (
      files: string[],
      options: typescript.CompilerOptions,
      system: typescript.System,
      ...rest: unknown[]
    ) => WatchHost;
    const replaced: typeof create = (files, options, system, _create, ...rest) => {
      this.#programs = new Programs(ts, (builder) => this.#hookEmit(builder));
      const changed = { ...options, ...this.#options() };
      const host = create(files, changed, this.#older.filesOver(system), this.#programs.create, ...rest);
      forgetFileTimers(host);
      return host;
    };
    Object.assign(ts, { createWatchCompilerHost: replaced });
  }

  #options(): typescript.CompilerOptions {
    const { typesFolder, bundledTypes: paths } = this.known;
    // Otherwise the globals of every installed @types package would be known, even those of test runners.
    const types = this.#hasNode ? { types: ["node"] } : { types: ["cell"], typeRoots: [typesFolder] };
    return { ...compilerOptions, paths, ...types };
  }

  #hookEmit(builder: Builder) {
    const declarations = this.#older.link(builder.getProgram());
    const emit = builder.emit.bind(builder);
    builder.emit = (file, write, token, declarationsOnly, given) => {
      if (!file || !file.fileName.endsWith("/__tslab__.ts")) {
        const writeBelow: typescript.WriteFileCallback = (name, ...rest) =>
          write?.(withoutRoot(name), ...rest);
        return emit(file, writeBelow, token, declarationsOnly, given);
      }
      const program = builder.getProgram();
      const { ts } = this.tslab;
      const context = { ts, checker: program.getTypeChecker(), declarations, declared: this.#declared };
      const writeAndKeepMap: typescript.WriteFileCallback = (name, text, ...rest) => {
        if (name.endsWith(".js.map")) this.#maps = [text];
        else write?.(name, withoutMapComment(text), ...rest);
      };
      const after = [...transformers.map((transformer) => transformer(context)), ...(given?.after ?? [])];
      return emit(file, writeAndKeepMap, token, declarationsOnly, { ...given, after });
    };
  }

  #hookSecondStep() {
    const transpile = this.tslab.ts.transpileModule;
    const replaced: typeof transpile = (code, options) => {
      const compilerOptions = { ...options.compilerOptions, sourceMap: true };
      const result = transpile(code, { ...options, compilerOptions });
      if (result.sourceMapText) this.#maps = [result.sourceMapText, ...this.#maps.slice(-1)];
      return { ...result, outputText: withoutMapComment(result.outputText) };
    };
    Object.assign(this.tslab.ts, { transpileModule: replaced });
  }
}

/** What TypeScript asks of a host that watches files. */
interface WatchHost {
  setTimeout: (callback: () => void, delay: number) => unknown;
  clearTimeout: (timer: unknown) => void;
}

/**
 * Ignores TypeScript's timer for files that were added or removed. Each compilation looks for such files anyway, and
 * tslab mistakes every timer for that of its own next compilation.
 */
function forgetFileTimers(host: WatchHost) {
  const { setTimeout, clearTimeout } = host;
  const ofFiles = {};
  host.setTimeout = (callback, delay) =>
    callback.name === "invalidateResolutionsOfFailedLookup" ? ofFiles : setTimeout(callback, delay);
  host.clearTimeout = (timer) => {
    if (timer !== ofFiles) clearTimeout(timer);
  };
}

/** Options that are added to tslab's own. */
const compilerOptions: typescript.CompilerOptions = {
  sourceMap: true,
  strict: true,
  // tslab turns implicit "use strict" off, which contradicts alwaysStrict. Cells behave the same either way.
  alwaysStrict: false,
  // tslab allows `await` by ignoring one diagnostic, but other forms of `await` cause different ones.
  disableTopLevelAwait: false,
};

/** A path with slashes that begins at the root or with a drive of Windows. */
const isAbsolute = /^(?:\/|[A-Za-z]:\/)/;
/** Where the compiler would write files that lie outside the notebook's folder. */
const outside = "outDir/__outside__";

function withoutRoot(file: string) {
  return isAbsolute.test(file) ? `${outside}/${file.replace(/^\//, "")}` : file;
}

function withRoot(file: string) {
  const [, absolute] = file.split("/__outside__/");
  if (absolute === undefined) return file;
  return isAbsolute.test(absolute) ? absolute : `/${absolute}`;
}

/** Whether a diagnostic is about a declaration whose type cannot be written down. */
function isAboutDeclaration({ code }: Diagnostic) {
  return (code >= 4000 && code < 5000) || code === 2742 || code === 2527;
}

/** A diagnostic with its position in the cell. */
function placed(diagnostic: Diagnostic, original: (position: Position) => Position): Diagnostic {
  if (diagnostic.fileName) return diagnostic;
  const { line, column } = original({
    line: diagnostic.start.line + 1,
    column: diagnostic.start.character + 1,
  });
  return { ...diagnostic, start: { ...diagnostic.start, line: line - 1, character: column - 1 } };
}

function withoutMapComment(code: string) {
  return code.replace(/\n?\/\/# sourceMappingURL=\S+\s*$/, "\n");
}

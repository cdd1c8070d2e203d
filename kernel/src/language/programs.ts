import type { TypeScript, typescript } from "./tslab";

type Builder = typescript.EmitAndSemanticDiagnosticsBuilderProgram;
type BoundFile = typescript.SourceFile & { locals?: ReadonlyMap<unknown, unknown> };

/** Parts of TypeScript that its declarations leave out. */
interface InternalTypeScript {
  bindSourceFile(file: typescript.SourceFile, options: typescript.CompilerOptions): void;
  BuilderState: {
    create(program: typescript.Program, old: undefined, versionsAsSignatures: boolean): object;
    getAllDependencies(state: object, program: typescript.Program, file: typescript.SourceFile): string[];
  };
}

/**
 * Creates the programs with which tslab compiles a cell in a third of the time. For each cell tslab creates two programs,
 * the first only to learn which names the cell declares. And for each of a thousand files TypeScript lists the files on
 * which it depends, although only cells that import a source file need this.
 */
export class Programs {
  /** Whether tslab is about to compile a cell whose names it does not know yet. */
  #isAnnounced = false;
  #latest: Builder | undefined;
  /** Which files import a module that was added or removed since the latest program; TypeScript reports it only once. */
  #hasInvalidated: (file: typescript.Path) => boolean = () => false;
  readonly #internal: InternalTypeScript;

  /** @param onCreated called with each program that is compiled */
  constructor(
    private readonly ts: TypeScript,
    private readonly onCreated: (builder: Builder) => void,
  ) {
    this.#internal = ts as unknown as InternalTypeScript;
  }

  /** To be called before tslab compiles a cell. */
  announce() {
    this.#isAnnounced = true;
  }

  /** In place of `ts.createEmitAndSemanticDiagnosticsBuilderProgram`. */
  readonly create: typescript.CreateProgram<Builder> = (roots, options, host, _previous, ...rest) => {
    const isFirst = this.#isAnnounced;
    this.#isAnnounced = false;
    const path = roots?.find((name) => /[/\\]__tslab__\.[jt]s$/.test(name));
    if (isFirst && path && options && this.#latest) {
      const names = this.#namesIn(path, host?.readFile(path) ?? "", options);
      if (names.size > 0) {
        this.#hasInvalidated = invalidatedIn(host) ?? this.#hasInvalidated;
        return standIn(this.#latest, path, names);
      }
    }
    const [earlier, now] = [this.#hasInvalidated, invalidatedIn(host)];
    if (host && now) host.hasInvalidatedResolutions = (file) => now(file) || earlier(file);
    this.#hasInvalidated = () => false;
    const builder = this.ts.createAbstractBuilder(roots, options, host, this.#latest, ...rest) as Builder;
    const program = builder.getProgram();
    program.getTypeChecker(); // tslab reads the names of a file, which are known once there is a type checker
    builder.getAllDependencies = (file) => {
      const others = program
        .getSourceFiles()
        .some((other) => isSource(other) && other.fileName !== file.fileName);
      if (!others) return [file.fileName];
      const { BuilderState } = this.#internal;
      return BuilderState.getAllDependencies(BuilderState.create(program, undefined, true), program, file);
    };
    this.onCreated(builder);
    return (this.#latest = builder);
  };

  #namesIn(path: string, text: string, options: typescript.CompilerOptions): Map<string, unknown> {
    const { ts } = this;
    const target = options.target ?? ts.ScriptTarget.ES2022;
    const file: BoundFile = ts.createSourceFile(path, text, target, true);
    this.#internal.bindSourceFile(file, options);
    // TypeScript adds an underscore to names that begin with two, which tslab does not remove.
    return new Map(
      [...(file.locals ?? [])].map(([name, symbol]) => [ts.unescapeLeadingUnderscores(name), symbol]),
    );
  }
}

/** Whether tslab compiles a file if a cell imports it. */
function isSource(file: typescript.SourceFile) {
  return !file.isDeclarationFile && /\.[jt]s$/.test(file.fileName);
}

/** Reports the files whose imports were added or removed. */
function invalidatedIn(host: typescript.CompilerHost | undefined) {
  return host?.hasInvalidatedResolutions?.bind(host);
}

/** Stands in for a program of the new cell: the latest program, except that the cell declares these names. */
function standIn(latest: Builder, path: string, locals: Map<string, unknown>): Builder {
  const getSourceFile: Builder["getSourceFile"] = (name) =>
    name === path ? ({ locals } as unknown as BoundFile) : latest.getSourceFile(name);
  // If the cell equals the previous one, TypeScript would not create a program.
  const hidden = { getProgramOrUndefined: () => undefined };
  return { ...latest, getSourceFile, ...hidden };
}

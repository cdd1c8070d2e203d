"use strict";

/** @typedef {import("./types").TypeScript} TypeScript */
/** @typedef {import("./types").typescript.EmitAndSemanticDiagnosticsBuilderProgram} Builder */
/** @typedef {import("./types").typescript.SourceFile & { locals?: Map<string, unknown> }} BoundFile */

/**
 * The programs that tslab compiles a cell with, in a third of the time. For each cell tslab makes two, the first only
 * to learn which names the cell declares, and TypeScript lists for each of a thousand files on which others it
 * depends, which only cells that import a source file need.
 */
class Programs {
  /** @type {string | undefined} the cell that is about to be compiled, until its names are known */
  #source;
  /** @type {Builder | undefined} */
  #latest;
  /** Which files name a module that has come or gone since the latest program; TypeScript tells it once. */
  #hasInvalidated = /** @type {(file: import("./types").typescript.Path) => boolean} */ (() => false);

  /** @param {TypeScript} ts */
  constructor(ts) {
    this.ts = ts;
    this.internal = /** @type {import("./types").InternalTypeScript} */ (/** @type {unknown} */ (ts));
  }

  /** To be called before tslab compiles a cell. @param {string | undefined} source */
  announce(source) {
    this.#source = source;
  }

  /**
   * In place of `ts.createEmitAndSemanticDiagnosticsBuilderProgram`.
   *
   * @type {import("./types").typescript.CreateProgram<Builder>}
   */
  create = (roots, options, host, _previous, ...rest) => {
    const source = this.#source;
    this.#source = undefined;
    const path = roots?.find((name) => /[/\\]__tslab__\.[jt]s$/.test(name));
    if (source !== undefined && path && options && this.#latest) {
      const names = this.#namesIn(path, host?.readFile(path) ?? "", options);
      if (names.size > 0) {
        this.#hasInvalidated = host?.hasInvalidatedResolutions ?? this.#hasInvalidated;
        return standIn(this.#latest, path, names);
      }
    }
    const [earlier, now] = [this.#hasInvalidated, host?.hasInvalidatedResolutions];
    if (host && now) host.hasInvalidatedResolutions = (file) => now(file) || earlier(file);
    this.#hasInvalidated = () => false;
    const builder = /** @type {Builder} */ (
      this.ts.createAbstractBuilder(roots, options, host, this.#latest, ...rest)
    );
    const program = builder.getProgram();
    program.getTypeChecker(); // tslab asks for the names of a file, which are known once there is one
    builder.getAllDependencies = (file) => {
      const others = program
        .getSourceFiles()
        .some((other) => !other.isDeclarationFile && other.fileName !== file.fileName);
      if (!others) return [file.fileName];
      const { BuilderState } = this.internal;
      return BuilderState.getAllDependencies(BuilderState.create(program, undefined, true), program, file);
    };
    return (this.#latest = builder);
  };

  /** @param {string} path @param {string} text @param {import("./types").typescript.CompilerOptions} options */
  #namesIn(path, text, options) {
    const file = /** @type {BoundFile} */ (
      this.ts.createSourceFile(path, text, options.target ?? this.ts.ScriptTarget.ES2022, true)
    );
    this.internal.bindSourceFile(file, options);
    return file.locals ?? new Map();
  }
}

/** The latest program, in which the cell declares these names. @param {Builder} latest @param {string} path @param {Map<string, unknown>} locals @returns {Builder} */
function standIn(latest, path, locals) {
  /** @type {Builder["getSourceFile"]} */
  const getSourceFile = (name) =>
    name === path ? /** @type {BoundFile} */ ({ locals }) : latest.getSourceFile(name);
  return { ...latest, getSourceFile };
}

module.exports = { Programs };

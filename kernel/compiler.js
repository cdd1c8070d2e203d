"use strict";
const path = require("node:path");
const { Programs } = require("./programs.js");

/** @typedef {import("./types").CellTransformer} CellTransformer */
/** @typedef {import("./types").Tslab} Tslab */
/** @typedef {import("./types").ConvertResult & { maps?: string[], declared?: string[] }} Converted */

/**
 * The places where repairs reach into tslab's compilation of a cell, which goes in two steps: TypeScript to
 * an ES module, and that to CommonJS.
 */
class Compiler {
  /** @type {import("./types").typescript.CompilerOptions} added to tslab's own */
  options = { sourceMap: true };
  /** @type {CellTransformer[]} applied to a cell after its types are removed, before tslab's own transformer */
  transformers = [];
  /** @type {((converted: Converted, source: string) => void)[]} called with each successful compilation */
  converted = [];
  /** @type {string[]} source maps of the latest compilation, the last step first */
  #maps = [];
  /** @type {{ declared: string[] }} */
  #cell = { declared: [] };
  /** Those of the latest converter: tslab makes one for each kind of cell. @type {Programs} */
  #programs;

  /** @param {Tslab} tslab */
  constructor(tslab) {
    this.ts = tslab.ts;
    this.#programs = new Programs(this.ts);
    this.#hookOptions();
    this.#hookSecondStep();
    this.#hookConverter(tslab.converter);
  }

  #hookOptions() {
    const create = /** @type {Function} */ (this.ts.createWatchCompilerHost);
    const replaced = (
      /** @type {unknown} */ files,
      /** @type {object} */ options,
      /** @type {unknown} */ system,
      /** @type {unknown} */ _create,
      /** @type {unknown[]} */ ...rest
    ) => {
      const host = create(files, { ...options, ...this.options }, system, this.#programs.create, ...rest);
      /** @type {Function} */
      let afterCreate = () => {};
      Object.defineProperty(host, "afterProgramCreate", {
        get:
          () =>
          (/** @type {import("./types").typescript.EmitAndSemanticDiagnosticsBuilderProgram} */ builder) => {
            this.#hookEmit(builder);
            afterCreate(builder);
          },
        set: (callback) => {
          afterCreate = callback;
        },
      });
      return host;
    };
    Object.assign(this.ts, { createWatchCompilerHost: replaced });
  }

  /** @param {import("./types").typescript.EmitAndSemanticDiagnosticsBuilderProgram} builder */
  #hookEmit(builder) {
    const emit = builder.emit.bind(builder);
    builder.emit = (file, write, token, declarationsOnly, transformers) => {
      if (!file || path.basename(file.fileName) !== "__tslab__.ts") {
        return emit(file, write, token, declarationsOnly, transformers);
      }
      const program = builder.getProgram();
      const declarations = program.getSourceFile(
        path.posix.join(path.posix.dirname(file.fileName), "__prev__.d.ts"),
      );
      const cell = (this.#cell = { declared: [] });
      const context = { ts: this.ts, checker: program.getTypeChecker(), declarations, cell };
      /** @type {import("./types").typescript.WriteFileCallback} */
      const writeAndKeepMap = (name, text, ...rest) => {
        if (name.endsWith(".js.map")) this.#maps = [text];
        else write?.(name, withoutMapComment(text), ...rest);
      };
      const added = /** @type {import("./types").typescript.CustomTransformer[]} */ (
        /** @type {unknown} */ (this.transformers.map((transformer) => transformer(context)))
      );
      const after = [...added, ...(transformers?.after ?? [])];
      return emit(file, writeAndKeepMap, token, declarationsOnly, {
        ...transformers,
        after:
          /** @type {import("./types").typescript.TransformerFactory<import("./types").typescript.SourceFile>[]} */ (
            after
          ),
      });
    };
  }

  #hookSecondStep() {
    const transpile = this.ts.transpileModule;
    /** @type {typeof transpile} */
    const replaced = (code, options) => {
      const compilerOptions = { ...options.compilerOptions, sourceMap: true };
      const result = transpile(code, { ...options, compilerOptions });
      if (result.sourceMapText) this.#maps = [result.sourceMapText, ...this.#maps.slice(-1)];
      return { ...result, outputText: withoutMapComment(result.outputText) };
    };
    Object.assign(this.ts, { transpileModule: replaced });
  }

  /** @param {Tslab["converter"]} converter */
  #hookConverter(converter) {
    const create = converter.createConverter;
    converter.createConverter = (options) => {
      const programs = (this.#programs = new Programs(this.ts));
      const created = create(options);
      return {
        ...created,
        convert: (declarations, source) => {
          this.#maps = [];
          programs.announce(source);
          const converted = created.convert(declarations, source);
          Object.assign(converted, { maps: this.#maps, declared: this.#cell.declared });
          for (const listener of this.converted) listener(converted, source);
          return converted;
        },
      };
    };
  }
}

/** @param {string} code */
function withoutMapComment(code) {
  return code.replace(/\n?\/\/# sourceMappingURL=\S+\s*$/, "\n");
}

module.exports = { Compiler };

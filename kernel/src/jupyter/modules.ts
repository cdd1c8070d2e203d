import Module from "node:module";
import * as path from "node:path";

/** A module with a method that the declarations of Node leave out. */
export interface LoadedModule extends NodeJS.Module {
  _compile(code: string, file: string, ...rest: unknown[]): void;
}

/**
 * Loads modules for cells. Source files beside the notebook, and cells that are modules, come from the compiler; all
 * others are loaded by Node.
 */
export class CellModules {
  readonly require: NodeJS.Require;
  readonly #sources = new Map<string, string>();
  readonly #loaded = new Map<string, NodeJS.Module>();

  /**
   * @param folder the current folder of the cells
   * @param load loads the package `tslab`, which need not be installed beside the notebook
   */
  constructor(folder: string, load: () => unknown) {
    this.require = this.#wrap(Module.createRequire(normalized(folder, "src.js")), folder, load);
  }

  /** Takes compiled sources, which replace earlier versions of the same modules. */
  update(modules: { path: string; data: string }[]) {
    for (const { path: file, data } of modules) {
      this.#loaded.delete(file);
      this.#sources.set(file, data);
    }
  }

  #wrap<T extends (id: string) => unknown>(real: T, folder: string, load: () => unknown): T {
    const apply = (_target: unknown, self: unknown, passed: [string]): unknown => {
      const [id] = passed;
      if (id === "tslab") return load();
      return this.#own(id, folder, load) ?? Reflect.apply(real, self, passed);
    };
    return new Proxy<object>(real, { apply }) as T;
  }

  #own(id: string, folder: string, load: () => unknown): unknown {
    let file = normalized(folder, String(id));
    if (path.extname(file) === "") file += ".js";
    const loaded = this.#loaded.get(file);
    if (loaded) return loaded.exports;
    const source = this.#sources.get(file);
    if (source === undefined) return undefined;
    const made = newModule(file);
    made.require = this.#wrap(made.require.bind(made), path.dirname(file), load);
    made._compile(source, file);
    this.#loaded.set(file, made);
    return made.exports;
  }
}

/** A module that has not been executed yet. */
export function newModule(file: string): LoadedModule {
  const made = new Module(file, module) as LoadedModule;
  made.filename = file;
  const { _nodeModulePaths } = Module as unknown as { _nodeModulePaths: (folder: string) => string[] };
  made.paths = _nodeModulePaths(path.dirname(file));
  return made;
}

/** TypeScript writes paths with slashes on every system. */
function normalized(...parts: string[]): string {
  return path.join(...parts).replaceAll("\\", "/");
}

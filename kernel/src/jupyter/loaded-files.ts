import { readFileSync, statSync } from "node:fs";
import Module from "node:module";
import * as path from "node:path";
import { packageOf } from "../language/frames";
import type { LoadedModule } from "./modules";

const kernelFolder = path.dirname(path.dirname(__dirname));

/**
 * Notices that a package has been rebuilt while its old form is still loaded. For this it remembers each JavaScript file
 * that Node loads from a package under development, that is, from outside node_modules.
 */
export class LoadedFiles {
  readonly #loaded = new Map<string, { time: number; code: string }>();
  /** The packages for which a notice was given. */
  readonly #named = new Set<string>();

  /** @param onLoaded called with the exports of each file */
  constructor(onLoaded: (exports: unknown) => void) {
    type Load = (module: LoadedModule, file: string) => void;
    const { _extensions: extensions } = Module as unknown as { _extensions: Record<string, Load> };
    const load = extensions[".js"];
    extensions[".js"] = (module, file) => {
      if (isOwn(file)) this.#remember(module, statSync(file).mtimeMs);
      load(module, file);
      onLoaded(module.exports);
    };
  }

  /** Keeping the code costs nothing: V8 has it in memory anyway. */
  #remember(module: LoadedModule, time: number) {
    const compile = module._compile.bind(module);
    module._compile = (code, file, ...rest) => {
      this.#loaded.set(file, { time, code });
      compile(code, file, ...rest);
    };
  }

  /** A line for each package that has changed on disk since it was loaded; each package is named once. */
  notice(): string {
    const names = new Set([...this.#loaded.keys()].filter((file) => this.#hasChanged(file)).map(packageName));
    const fresh = [...names].filter((name) => !this.#named.has(name));
    for (const name of fresh) this.#named.add(name);
    return fresh.map((name) => `${name} changed on disk: restart the kernel\n`).join("");
  }

  #hasChanged(file: string): boolean {
    const known = this.#loaded.get(file);
    const time = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
    if (!known || time === known.time) return false;
    if (time === undefined || readFileSync(file, "utf8") !== known.code) return true;
    known.time = time; // rebuilt with the same result
    return false;
  }
}

function isOwn(file: string) {
  return !file.includes(`${path.sep}node_modules${path.sep}`) && !file.startsWith(kernelFolder + path.sep);
}

function packageName(file: string): string {
  return packageOf(file)?.name ?? path.basename(file);
}

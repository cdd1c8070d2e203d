import { existsSync, readFileSync, statSync } from "node:fs";
import Module from "node:module";
import * as path from "node:path";
import type { LoadedModule } from "./modules";

const kernelFolder = path.dirname(path.dirname(__dirname));

/**
 * The JavaScript files that Node loads. Notices that a package has been rebuilt that stays loaded in its old form. Of packages under development,
 * which are those outside of node_modules, each file is remembered when it is loaded.
 */
export class LoadedFiles {
  readonly #loaded = new Map<string, { time: number; code: string }>();
  /** Packages that were named. */
  readonly #named = new Set<string>();

  /** @param onLoaded told what each file exports */
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

  /** V8 has the code of a module in memory anyway. */
  #remember(module: LoadedModule, time: number) {
    const compile = module._compile.bind(module);
    module._compile = (code, file, ...rest) => {
      this.#loaded.set(file, { time, code });
      compile(code, file, ...rest);
    };
  }

  /** A line for each package that has changed on disk, once. */
  notice(): string {
    const names = new Set([...this.#loaded.keys()].filter((file) => this.#hasChanged(file)).map(packageOf));
    const fresh = [...names].filter((name) => !this.#named.has(name));
    for (const name of fresh) this.#named.add(name);
    return fresh.map((name) => `${name} changed on disk: restart the kernel\n`).join("");
  }

  #hasChanged(file: string): boolean {
    const known = this.#loaded.get(file);
    const time = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
    if (!known || time === known.time) return false;
    if (time === undefined || readFileSync(file, "utf8") !== known.code) return true;
    known.time = time; // rebuilt to the same
    return false;
  }
}

function isOwn(file: string) {
  return !file.includes(`${path.sep}node_modules${path.sep}`) && !file.startsWith(kernelFolder + path.sep);
}

function packageOf(file: string): string {
  for (let folder = path.dirname(file); folder !== path.dirname(folder); folder = path.dirname(folder)) {
    const manifest = path.join(folder, "package.json");
    if (!existsSync(manifest)) continue;
    const { name } = JSON.parse(readFileSync(manifest, "utf8")) as { name?: string };
    return name ?? path.basename(folder);
  }
  return path.basename(file);
}

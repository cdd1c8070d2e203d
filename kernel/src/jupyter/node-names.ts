import { existsSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import type { NodeNames } from "../language/node-types";

/** The folder of the declarations that every cell has; see kernel/types/cell. */
export const typesFolder = join(__dirname, "../../types");

/** Packages whose declarations the set-up has bundled in one file. None exports more than TensorFlow.js does. */
export function bundledTypes(): Record<string, string[]> {
  const bundle = join(typesFolder, "bundled/node_modules/@tensorflow/tfjs/index.d.ts");
  if (!existsSync(bundle)) return {};
  return { "@tensorflow/tfjs": [bundle], "@tensorflow/tfjs-core": [bundle] };
}

/** The names of the running Node: its globals are those that JavaScript without Node does not have. */
export function nodeNames(): NodeNames {
  const all = Object.getOwnPropertyNames(globalThis);
  const ofJavaScript = runInNewContext("Object.getOwnPropertyNames(globalThis)") as string[];
  const declared = readFileSync(join(typesFolder, "cell/index.d.ts"), "utf8");
  const ofCells = [...declared.matchAll(/^declare (?:var|function) (\w+)/gm)].map(([, name]) => name);
  const others = new Set([...ofJavaScript, ...ofCells, "__tslab__"]);
  return { isBuiltin, globals: new Set(all.filter((name) => !others.has(name))) };
}

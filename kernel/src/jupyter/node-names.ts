import { existsSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import type { NodeNames } from "../language/node-types";

/** The folder of the declarations that every cell has; see kernel/types/cell. */
export const typesFolder = join(__dirname, "../../types");

/** Packages whose declarations the set-up has written into one file; each exports no more than TensorFlow.js does. */
export function bundledTypes(): Record<string, string[]> {
  const bundle = join(typesFolder, "bundled/node_modules/@tensorflow/tfjs/index.d.ts");
  if (!existsSync(bundle)) return {};
  return { "@tensorflow/tfjs": [bundle], "@tensorflow/tfjs-core": [bundle] };
}

/** What kernel/types/cell declares. */
const known = [
  ...["console", "performance", "require", "queueMicrotask", "structuredClone"],
  ...["Timeout", "Interval", "Immediate"].flatMap((what) => [`set${what}`, `clear${what}`]),
];

/** The names of the Node that runs: its globals are those that a JavaScript without Node does not have. */
export function nodeNames(): NodeNames {
  const all = Object.getOwnPropertyNames(globalThis);
  const ofJavaScript = runInNewContext("Object.getOwnPropertyNames(globalThis)") as string[];
  const others = new Set([...ofJavaScript, ...known, "__tslab__"]);
  return { isBuiltin, globals: new Set(all.filter((name) => !others.has(name))) };
}

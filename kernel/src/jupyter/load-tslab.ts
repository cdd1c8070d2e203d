import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { newModule } from "./modules";
import type { Display, Tslab, TypeScript } from "../language/tslab";

const load = createRequire(__filename);

/** The only version that the kernel knows from the inside. */
const supported = "1.0.22";

/**
 * The version of tslab that is installed.
 *
 * @param found given only by tests
 * @throws {Error} for any version but 1.0.22
 */
export function tslabVersion(found = (load("tslab/package.json") as { version: string }).version): string {
  if (found === supported) return found;
  throw new Error(
    `The kernel is built around tslab ${supported} and found tslab ${found}: ` +
      `run "npm install --save-exact tslab@${supported}", or register the stock kernel with "npx tslab install".`,
  );
}

/**
 * Loads tslab's compiler, with a TypeScript whose functions can be replaced.
 *
 * @param display what tslab's `display` calls
 */
export function loadTslab(display: Display): Tslab {
  const ts = replaceableTypeScript();
  standInForServer(display);
  const converter = load("tslab/dist/converter.js") as typeof import("tslab/dist/converter");
  const { getCodeMetadata } = load("tslab/dist/metadata.js") as typeof import("tslab/dist/metadata");
  return { ts, ...converter, codeMetadata: getCodeMetadata };
}

/**
 * TypeScript's exports are getters that cannot be redefined. So a copy with plain properties is put into the module cache
 * before tslab is loaded.
 */
function replaceableTypeScript(): TypeScript {
  const path = createRequire(require.resolve("tslab/package.json")).resolve("@tslab/typescript-for-tslab");
  const loaded = newModule(path);
  // Only five of its eight million characters are not Latin, all in comments. As UTF-8, V8 would need two bytes for each.
  loaded._compile(readFileSync(path, "latin1"), path);
  const copy = Object.fromEntries(Object.entries(loaded.exports as TypeScript)) as unknown as TypeScript;
  loaded.exports = copy;
  require.cache[path] = loaded;
  return copy;
}

/**
 * `import { display } from "tslab"` sends messages through a variable of tslab's own server, which is not loaded here.
 * A module with this variable takes its place in the module cache.
 */
function standInForServer(lastWriteDisplayData: Display) {
  const path = require.resolve("tslab/dist/jupyter.js");
  const standIn = newModule(path);
  standIn.exports = { lastWriteDisplayData };
  standIn.loaded = true;
  require.cache[path] = standIn;
}

import { createRequire } from "node:module";
import { builtParts } from "../library.mjs";
import { setUp } from "../set-up.mjs";
import { inRoot, root } from "./paths.mjs";

/**
 * Modules of library and exercises for a command, compiled first where that is needed.
 *
 * @param {string} command as in "npm run progress"
 * @returns {Promise<(module: string) => unknown>} gives a module as in "lib/notebook/solved", for lib/src/notebook/solved.ts
 */
export async function builtLibrary(command) {
  await setUp({
    command,
    quiet: true,
    steps: builtParts({ root }),
  });
  const load = createRequire(import.meta.url);
  return (module) => load(inRoot(`${module.replace("/", "/dist/")}.js`));
}

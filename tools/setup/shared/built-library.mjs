import { createRequire } from "node:module";
import { builtParts } from "../library.mjs";
import { setUp } from "../set-up.mjs";
import { inRoot, root } from "./paths.mjs";

/**
 * Modules of the library for a command, compiled first where that is needed.
 *
 * @param {string} command as in "npm run progress"
 * @returns {Promise<(module: string) => unknown>} gives a module by its path in lib/src without its ending
 */
export async function builtLibrary(command) {
  await setUp({
    command,
    quiet: true,
    steps: builtParts({ root }).map((step) => ({ ...step, after: [] })),
  });
  const load = createRequire(import.meta.url);
  return (module) => load(inRoot("lib", "dist", `${module}.js`));
}

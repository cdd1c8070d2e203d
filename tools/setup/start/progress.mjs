import { createRequire } from "node:module";
import { builtParts } from "../library.mjs";
import { setUp } from "../set-up.mjs";
import { Failure } from "../shared/failure.mjs";
import { inRoot, root } from "../shared/paths.mjs";

/** @typedef {{ solvedFile(): string, readSolved(): Promise<Map<string, string>>, forgetAnswers(): Promise<boolean> }} Solved */

/** Modules of the library, compiled first where that is needed; each by its path in lib/src without its ending. */
async function builtLibrary() {
  await setUp({ command: "npm start", quiet: true, steps: builtParts({ root }) });
  const load = createRequire(import.meta.url);
  return (/** @type {string} */ module) => load(inRoot("lib", "dist", `${module}.js`));
}

/** Prints which exercises are solved, as `await progress()` does in a notebook. */
export async function showProgress() {
  const load = await builtLibrary();
  const { solvedFile } = /** @type {Solved} */ (load("notebook/solved"));
  const { progress } = /** @type {{ progress(): Promise<void> }} */ (load("notebook/progress"));
  await progress();
  console.log(`Kept in ${solvedFile()}; \`npm start -- --forget\` deletes it.`);
}

/** Says what is remembered of solved exercises and where, and deletes it. */
export async function forgetProgress() {
  const load = await builtLibrary();
  const { solvedFile, readSolved, forgetAnswers } = /** @type {Solved} */ (load("notebook/solved"));
  try {
    const states = [...(await readSolved()).values()];
    const solved = states.filter((state) => state === "solved").length;
    console.log(`deleting ${solvedFile()}: ${solved} solved, ${states.length - solved} tried`);
    console.log((await forgetAnswers()) ? "✓ deleted" : "✓ there was no such file");
  } catch (error) {
    throw new Failure(error instanceof Error ? error.message : String(error), {
      cure: `look at ${solvedFile()}`,
    });
  }
}

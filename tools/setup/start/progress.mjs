import { createRequire } from "node:module";
import { builtParts } from "../library.mjs";
import { setUp } from "../set-up.mjs";
import { Failure, messageOf } from "../shared/failure.mjs";
import { inRoot, root } from "../shared/paths.mjs";

const load = createRequire(import.meta.url);

/**
 * A module of the library, which is compiled first where that is needed.
 *
 * @param {string} name path in lib/src without its ending
 */
async function built(name) {
  await setUp({ command: "npm start", quiet: true, steps: builtParts({ root }) });
  return load(inRoot("lib/dist", `${name}.js`));
}

/** Prints which exercises are solved, as `await progress()` does in a notebook. */
export async function showProgress() {
  const { progress } = /** @type {{ progress(): Promise<void> }} */ (await built("notebook/progress"));
  const { solvedFile } = await built("notebook/solved");
  await progress();
  console.log(`Kept in ${solvedFile()}; \`npm start -- --forget\` deletes it.`);
}

/** Says what is remembered of solved exercises and where, and deletes it. */
export async function forgetProgress() {
  const { solvedFile, readSolved, forgetAnswers } = await built("notebook/solved");
  try {
    const states = [...(await readSolved()).values()];
    const solved = states.filter((state) => state === "solved").length;
    console.log(`deleting ${solvedFile()}: ${solved} solved, ${states.length - solved} tried`);
    console.log((await forgetAnswers()) ? "✓ deleted" : "✓ there was no such file");
  } catch (error) {
    throw new Failure(messageOf(error), { cure: `look at ${solvedFile()}` });
  }
}

import "./setup/shared/begin.mjs";
import { builtLibrary } from "./setup/shared/built-library.mjs";
import { exitCodeOf, explanation, Failure } from "./setup/shared/failure.mjs";
import { parseOptions } from "./setup/shared/parse-options.mjs";

const help = `Says which exercises are solved, as \`await progress()\` does in a notebook.

  npm run progress [-- --delete]

  --delete  says what is remembered and where, and deletes it
  --help`;

/** @typedef {{ solvedFile(): string, readSolved(): Map<string, string>, forgetAnswers(): boolean }} Solved */

/** @param {Solved} solved */
function forget({ solvedFile, readSolved, forgetAnswers }) {
  const states = [...readSolved().values()];
  const solved = states.filter((state) => state === "solved").length;
  console.log(`deleting ${solvedFile()}: ${solved} solved, ${states.length - solved} tried`);
  console.log(forgetAnswers() ? "✓ deleted" : "✓ there was no such file");
}

try {
  const { values } = parseOptions({
    options: { delete: { type: "boolean", default: false }, help: { type: "boolean", default: false } },
  });
  if (values.help) console.log(help);
  else {
    const load = await builtLibrary("npm run progress");
    const solved = /** @type {Solved} */ (load("lib/notebook/solved"));
    if (values.delete) {
      try {
        forget(solved);
      } catch (error) {
        throw new Failure(error instanceof Error ? error.message : String(error), {
          cure: `look at ${solved.solvedFile()}`,
        });
      }
    } else {
      const { progress } = /** @type {{ progress(): Promise<void> }} */ (load("lib/notebook/progress"));
      await progress();
      console.log(`Kept in ${solved.solvedFile()}; \`npm run progress -- --delete\` deletes it.`);
    }
  }
} catch (error) {
  console.error(explanation(error));
  process.exitCode = exitCodeOf(error);
}

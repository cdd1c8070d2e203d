import "./setup/shared/begin.mjs";
import { brokenPromises, countsTable, exerciseCounts } from "./notebooks/exercise-counts.mjs";
import { builtLibrary } from "./setup/shared/built-library.mjs";
import { exitCodeOf, explanation } from "./setup/shared/failure.mjs";
import { parseOptions } from "./setup/shared/parse-options.mjs";

/** @import { CountedExercise } from "./notebooks/exercise-counts.mjs" */

const help = `Counts the exercises of each notebook: by level, by kind, the mistakes that are anticipated, and the hints.
Ends with code 1 where there are fewer than promised.

  npm run exercises`;

try {
  const { values } = parseOptions({ options: { help: { type: "boolean", default: false } } });
  if (values.help) console.log(help);
  else {
    const load = await builtLibrary("npm run exercises");
    const { exercises } = /** @type {{ exercises: Record<string, CountedExercise> }} */ (
      load("exercises/registry")
    );
    const { sections } = /** @type {{ sections: Record<string, string> }} */ (load("exercises/sections"));
    console.log(countsTable(exerciseCounts(exercises, Object.keys(sections))));
    const broken = brokenPromises(exercises, Object.keys(sections));
    for (const promise of broken) console.log(`✗ ${promise}`);
    if (broken.length > 0) process.exitCode = 1;
  }
} catch (error) {
  console.error(explanation(error));
  process.exitCode = exitCodeOf(error);
}

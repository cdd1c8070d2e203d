import "./shared/begin.mjs";
import { brokenPromises, countsTable, exerciseCounts } from "./notebooks/exercise-counts.mjs";
import { builtLibrary } from "./shared/built-library.mjs";
import { exitCodeOf, explanation } from "./shared/failure.mjs";
import { parseOptions } from "./shared/parse-options.mjs";

const help = `Counts the exercises of each notebook: by level, by kind, the mistakes that are anticipated, and the hints.
Ends with code 1 where there are fewer than promised.

  npm run exercises`;

try {
  const { values } = parseOptions({ options: { help: { type: "boolean", default: false } } });
  if (values.help) console.log(help);
  else {
    const load = await builtLibrary("npm run exercises");
    const { allSections } = /** @type {typeof import("../exercises/src/index.js")} */ (
      load("exercises/index")
    );
    const found = await allSections();
    const exercises = Object.assign({}, ...found.map((section) => section.exercises));
    const sections = found.map(({ number }) => number);
    console.log(countsTable(exerciseCounts(exercises, sections)));
    const broken = brokenPromises(exercises, sections);
    for (const promise of broken) console.log(`✗ ${promise}`);
    if (broken.length > 0) process.exitCode = 1;
  }
} catch (error) {
  console.error(explanation(error));
  process.exitCode = exitCodeOf(error);
}

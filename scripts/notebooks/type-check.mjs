import { parseOptions } from "../shared/parse-options.mjs";
import { exitCodeOf, explanation } from "../shared/failure.mjs";
import { checkSources } from "./check-sources.mjs";
import { findNotebooks } from "./find-notebooks.mjs";
import { readNotebook } from "./notebook-file.mjs";
import { exercisesOf, solvedNotebook } from "./exercises.mjs";
import { notebookSource } from "./notebook-program.mjs";

/** @import { NotebookSource } from "./notebook-program.mjs" */

const help = `Checks the code in notebooks without running it, as it is and with the exercises solved.

  node scripts/notebooks/type-check.mjs [--json] [names…]`;

/** A notebook, and where it has exercises the solved one. @param {string} path @returns {NotebookSource[]} */
function sourcesOf(path) {
  const notebook = readNotebook(path);
  const asItIs = notebookSource(path, notebook);
  if (exercisesOf(notebook).length === 0) return [asItIs];
  return [asItIs, notebookSource(path.replace(/\.ipynb$/, ".solved.ipynb"), solvedNotebook(notebook))];
}

function main() {
  const { values, positionals } = parseOptions({
    allowPositionals: true,
    options: { json: { type: "boolean" }, help: { type: "boolean" } },
  });
  if (values.help) return console.log(help);
  const checks = checkSources(findNotebooks(positionals).flatMap(sourcesOf));
  if (values.json) return console.log(JSON.stringify(checks));
  for (const { name, findings, notes } of checks) {
    console.log(`${findings.length === 0 ? "✓" : "✗"} ${name}`);
    for (const finding of [...findings, ...notes]) console.log(`  ${finding}`);
  }
  if (checks.some(({ findings }) => findings.length > 0)) process.exitCode = 1;
}

try {
  main();
} catch (error) {
  console.error(explanation(error));
  process.exitCode = exitCodeOf(error);
}

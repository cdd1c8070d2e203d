import { basename } from "node:path";
import { checkSources, type SourceCheck } from "../../tools/notebooks/check-sources.ts";
import { solvedNotebook } from "../../tools/notebooks/exercises.ts";
import { findNotebooks } from "../../tools/notebooks/find-notebooks.ts";
import { type Notebook, readNotebook } from "../../tools/notebooks/notebook-file.ts";
import { notebookSource } from "../../tools/notebooks/notebook-program.ts";

const files = findNotebooks([]);
let checks: Map<string, SourceCheck>;

beforeAll(() => {
  const sources = files.flatMap((file) => [
    notebookSource(file, withTypesOfAnswers(readNotebook(file))),
    notebookSource(solvedName(file), withTypesOfAnswers(solvedNotebook(readNotebook(file)))),
  ]);
  checks = new Map(checkSources(sources).map((check) => [check.name, check]));
}, 600_000);

/** `check` takes anything; here the compiler also sees that each answer is of the type that its exercise asks for. */
const withTypesOfAnswers = (notebook: Notebook): Notebook => ({
  ...notebook,
  cells: notebook.cells.map((cell) => ({
    ...cell,
    source: cell.source.replace(
      /^await notebook\.check\("([^"]+)", (\w+)\);$/,
      'await notebook.check("$1", $2 satisfies import("linear-networks-exercises").AnswerTo<"$1">);',
    ),
  })),
});

const solvedName = (file: string) => file.replace(/\.ipynb$/, ".solved.ipynb");
const names = files.map((file) => basename(file));

test.each(names)("the code of %s passes strict TypeScript and the house rules", (name) => {
  expect(checks.get(name)?.findings).toEqual([]);
});

test.each(names)("the code of %s does so, too, with its exercises solved", (name) => {
  expect(checks.get(solvedName(name))?.findings).toEqual([]);
});

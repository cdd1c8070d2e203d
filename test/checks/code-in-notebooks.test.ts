import { basename } from "node:path";
import { checkSources, type SourceCheck } from "../../tools/notebooks/check-sources.ts";
import { solvedNotebook } from "../../tools/notebooks/exercises.ts";
import { findNotebooks } from "../../tools/notebooks/find-notebooks.ts";
import { readNotebook } from "../../tools/notebooks/notebook-file.ts";
import { notebookSource } from "../../tools/notebooks/notebook-program.ts";

const files = findNotebooks([]);
let checks: Map<string, SourceCheck>;

beforeAll(() => {
  const sources = files.flatMap((file) => [
    notebookSource(file, readNotebook(file)),
    notebookSource(solvedName(file), solvedNotebook(readNotebook(file))),
  ]);
  checks = new Map(checkSources(sources).map((check) => [check.name, check]));
}, 600_000);

const solvedName = (file: string) => file.replace(/\.ipynb$/, ".solved.ipynb");
const names = files.map((file) => basename(file));

test.each(names)("the code of %s passes strict TypeScript and the house rules", (name) => {
  expect(checks.get(name)?.findings).toEqual([]);
});

test.each(names)("the code of %s does so, too, with its exercises solved", (name) => {
  expect(checks.get(solvedName(name))?.findings).toEqual([]);
});

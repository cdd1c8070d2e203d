import { basename } from "node:path";
import { findNotebooks } from "../../tools/notebooks/find-notebooks.ts";
import { readNotebook } from "../../tools/notebooks/notebook-file.ts";
import { linksOf, notebookNumber, referencesOf, targetsOf } from "../../tools/figures/references.ts";

import type { Notebook } from "../../tools/notebooks/notebook-file.ts";

const textOf = (source: string): Notebook => ({
  ...{ metadata: {}, nbformat: 4, nbformat_minor: 5 },
  cells: [{ cell_type: "markdown", metadata: {}, source }],
});

test.each([
  ["see notebook 1.2, section 3.", ["1.2 section 3"]],
  ["([2.3](2-3-data.ipynb), section 8)", ["2.3 section 8"]],
  ["in [2.3 · The data](2-3-data.ipynb#where), section 8", ["2.3 section 8"]],
  ["question 25 of [1.5](1-5-questions.ipynb#q25)", ["1.5 question 25"]],
  ["Section 7 of 2.3 measures this", ["2.3 section 7"]],
  ["exercise 2 of notebook 1.4", ["1.4 exercise 2"]],
  ["(questions 10, 21 and 29)", ["9.9 question 10", "9.9 question 21", "9.9 question 29"]],
  ["Section 5 masks first", ["9.9 section 5"]],
  ["`section 5` and\n```\nquestion 6\n```", []],
  ["notebook 1.2 shows that; section 4 follows", ["9.9 section 4"]],
])("%j refers to %j", (text, wanted) => {
  const found = referencesOf(textOf(text), "9.9");
  expect(found.map(({ notebook, kind, number }) => `${notebook} ${kind} ${number}`)).toEqual(wanted);
});

test("sections, exercises and anchors are what one can refer to", () => {
  const { sections, exercises, anchors } = targetsOf(
    textOf('## 3 · Loss\n\n<a id="q7"></a>\n\n**2 · A sum** · level ●○○\n\n### Details'),
  );
  expect([[...sections], [...exercises], [...anchors]]).toEqual([[3], [2], ["q7"]]);
});

const notebooks = findNotebooks([]).map((file) => {
  const notebook = readNotebook(file);
  const name = basename(file);
  return { name, notebook, number: notebookNumber(name), targets: targetsOf(notebook) };
});
const byNumber = new Map(notebooks.map(({ number, targets }) => [number, targets]));
const byName = new Map(notebooks.map(({ name, targets }) => [name, targets]));

test.each(notebooks)("what $name refers to by a number is there", ({ notebook, number }) => {
  const missing = referencesOf(notebook, number).filter((reference) => {
    const targets = byNumber.get(reference.notebook);
    const numbers = reference.kind === "exercise" ? targets?.exercises : targets?.sections;
    return !numbers?.has(reference.number);
  });
  expect(missing.map(({ text }) => text)).toEqual([]);
});

test.each(notebooks)(
  "the links of $name lead to notebooks and to places in them",
  ({ notebook, targets }) => {
    const missing = linksOf(notebook).filter(({ file, anchor }) => {
      const place = file === "" ? targets : byName.get(file);
      // JupyterLab names headings by their text; only the names that are written out can be compared here.
      return !place || (/^q\d+$/.test(anchor) && !place.anchors.has(anchor));
    });
    expect(missing.map(({ text }) => text)).toEqual([]);
  },
);

import { readFileSync } from "node:fs";
import { canonicalJson } from "../notebooks/canonical-json.mjs";
import { fromColabFolder } from "./links.mjs";

/** @import { Cell, Notebook } from "../notebooks/notebook-file.mjs" */

/** @param {string} name */
const text = (name) => readFileSync(new URL(name, import.meta.url), "utf8").trimEnd();

/** Ids of the cells that only this edition has. */
export const ownCells = { introduction: "colab-introduction", setUp: "colab-set-up" };

const metadata = {
  colab: { provenance: [] },
  kernelspec: { display_name: "Python 3", language: "python", name: "python3" },
  language_info: { file_extension: ".py", mimetype: "text/x-python", name: "python" },
};

/** @param {Cell} cell @returns {Cell} */
function cellForPython(cell) {
  if (cell.cell_type === "markdown") return { ...cell, source: fromColabFolder(cell.source) };
  if (cell.cell_type !== "code") return cell;
  const source = cell.source.trim() === "" ? cell.source : `%%ts\n${cell.source}`;
  return { ...cell, source, outputs: [], execution_count: null };
}

/**
 * A notebook for a Python kernel: each code cell under the cell magic that runs it in the TypeScript kernel, and after
 * the title a cell that sets everything up. It holds no outputs.
 *
 * @param {Notebook} notebook
 * @param {string} repository where the project can be cloned from; "" where that is not known yet
 * @returns {Notebook}
 */
export function colabEdition({ cells, nbformat, nbformat_minor }, repository) {
  const firstCode = cells.findIndex(({ cell_type }) => cell_type === "code");
  const titles = Math.min(1, firstCode < 0 ? cells.length : firstCode);
  /** @type {Cell[]} */
  const own = [
    { cell_type: "markdown", id: ownCells.introduction, metadata: {}, source: text("introduction.md") },
    {
      cell_type: "code",
      id: ownCells.setUp,
      metadata: { cellView: "form", tags: ["varies"] },
      source: text("first_cell.py").replace('"<repository>"', JSON.stringify(repository)),
      outputs: [],
      execution_count: null,
    },
  ];
  const translated = cells.map(cellForPython);
  return {
    cells: [...translated.slice(0, titles), ...own, ...translated.slice(titles)],
    metadata,
    nbformat,
    nbformat_minor,
  };
}

/** The text of its file, as Jupyter writes it. @param {Notebook} notebook */
export function editionText(notebook) {
  const cells = notebook.cells.map((cell) => ({
    ...cell,
    source: cell.source.match(/[^\n]*\n|[^\n]+$/g) ?? [],
  }));
  return `${canonicalJson({ ...notebook, cells })}\n`;
}

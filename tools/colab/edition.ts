import { readFileSync } from "node:fs";
import { canonicalJson } from "../notebooks/canonical-text.ts";
import { fromColabFolder } from "./links.ts";

import type { Cell, Notebook } from "../notebooks/notebook-file.ts";

const text = (name: string) => readFileSync(new URL(name, import.meta.url), "utf8").trimEnd();

/** Ids of the cells that only this edition has. */
export const ownCells = { introduction: "colab-introduction", setUp: "colab-set-up" };

const metadata = {
  colab: { provenance: [] },
  kernelspec: { display_name: "Python 3", language: "python", name: "python3" },
  language_info: { file_extension: ".py", mimetype: "text/x-python", name: "python" },
};

function cellForPython(cell: Cell): Cell {
  if (cell.cell_type === "markdown") return { ...cell, source: fromColabFolder(cell.source) };
  if (cell.cell_type !== "code") return cell;
  const source = cell.source.trim() === "" ? cell.source : `%%ts\n${cell.source}`;
  return { ...cell, source, outputs: [], execution_count: null };
}

/**
 * A notebook for a Python kernel: each code cell under the cell magic that runs it in the TypeScript kernel, and after
 * the title a cell that sets everything up. It holds no outputs.
 *
 * @param repository where the project can be cloned from; "" where that is not known yet
 */
export function colabEdition({ cells, nbformat, nbformat_minor }: Notebook, repository: string): Notebook {
  const firstCode = cells.findIndex(({ cell_type }) => cell_type === "code");
  const titles = Math.min(1, firstCode < 0 ? cells.length : firstCode);
  const own: Cell[] = [
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

/** The text of its file, as Jupyter writes it. */
export function editionText(notebook: Notebook) {
  const cells = notebook.cells.map((cell) => ({
    ...cell,
    source: cell.source.match(/[^\n]*\n|[^\n]+$/g) ?? [],
  }));
  return `${canonicalJson({ ...notebook, cells })}\n`;
}

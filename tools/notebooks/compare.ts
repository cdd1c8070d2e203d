import { outputsDifference } from "./compare-outputs.ts";
import { cellName, codeCells, hasTag } from "./notebook-file.ts";

import type { CodeCell, Notebook } from "./notebook-file.ts";
import type { OutputDifference } from "./compare-outputs.ts";

/** a cell's name beside what differs in it */
export type Difference = OutputDifference & { cell: string };

const cellDifference = ({ cell: committed }: CodeCell, { cell: fresh }: CodeCell) =>
  outputsDifference(committed.outputs ?? [], fresh.outputs ?? [], {
    varies: hasTag(committed, "varies"),
    raisesException: hasTag(committed, "raises-exception"),
  });

/** Compares a fresh execution with the notebook that it is an execution of, cell by cell. */
export function differences(committed: Notebook, fresh: Notebook): Difference[] {
  const after = codeCells(fresh);
  return codeCells(committed).flatMap((codeCell, i) => {
    const other = after[i];
    const difference = other && cellDifference(codeCell, other);
    return difference ? [{ cell: cellName(codeCell), ...difference }] : [];
  });
}

/**
 * The notebook to store after an execution: a cell that compares equal keeps its committed outputs, so that
 * running again changes nothing.
 */
export function merged(committed: Notebook, fresh: Notebook): Notebook {
  const after = codeCells(fresh);
  const cells = [...committed.cells];
  for (const [i, codeCell] of codeCells(committed).entries()) {
    const other = after[i];
    if (!other) continue;
    const changed = cellDifference(codeCell, other) !== undefined;
    cells[codeCell.index] = {
      ...codeCell.cell,
      execution_count: other.cell.execution_count,
      outputs: changed ? other.cell.outputs : codeCell.cell.outputs,
    };
  }
  return { ...committed, cells };
}

const shownLines = 12;

const indented = (text: string) => {
  const lines = text
    .trimEnd()
    .split("\n")
    .map((line) => `      ${line.slice(0, 300)}`);
  return [
    ...lines.slice(0, shownLines),
    ...(lines.length > shownLines ? [`      … ${lines.length - shownLines} more lines`] : []),
  ].join("\n");
};

export const differenceText = ({ cell, committed, fresh }: Difference) =>
  `${cell} gives other output\n    committed:\n${indented(committed)}\n    now:\n${indented(fresh)}`;

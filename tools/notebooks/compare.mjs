import { outputsDifference } from "./compare-outputs.mjs";
import { cellName, codeCells, hasTag } from "./notebook-file.mjs";

/** @import { CodeCell, Notebook } from "./notebook-file.mjs" */
/** @import { OutputDifference } from "./compare-outputs.mjs" */

/** @typedef {OutputDifference & { cell: string }} Difference a cell's name beside what differs in it */

/** @param {CodeCell} committed @param {CodeCell} fresh */
const cellDifference = ({ cell: committed }, { cell: fresh }) =>
  outputsDifference(committed.outputs ?? [], fresh.outputs ?? [], {
    varies: hasTag(committed, "varies"),
    raisesException: hasTag(committed, "raises-exception"),
  });

/**
 * Compares a fresh execution with the notebook that it is an execution of, cell by cell.
 *
 * @param {Notebook} committed
 * @param {Notebook} fresh
 * @returns {Difference[]}
 */
export function differences(committed, fresh) {
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
 *
 * @param {Notebook} committed
 * @param {Notebook} fresh
 * @returns {Notebook}
 */
export function merged(committed, fresh) {
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

/** @param {string} text */
const indented = (text) => {
  const lines = text
    .trimEnd()
    .split("\n")
    .map((line) => `      ${line.slice(0, 300)}`);
  return [
    ...lines.slice(0, shownLines),
    ...(lines.length > shownLines ? [`      … ${lines.length - shownLines} more lines`] : []),
  ].join("\n");
};

/** @param {Difference} difference */
export const differenceText = ({ cell, committed, fresh }) =>
  `${cell} gives other output\n    committed:\n${indented(committed)}\n    now:\n${indented(fresh)}`;

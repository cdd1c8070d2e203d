import { sameDrawnNumber } from "./compare-numbers.mjs";

/** @param {string} csv @returns {string[][]} rows of cells; charts write no quotes */
const table = (csv) =>
  csv
    .trimEnd()
    .split("\n")
    .map((line) => line.split(","));

/** @param {string | undefined} cell */
const numberIn = (cell) => (cell === undefined || cell.trim() === "" ? NaN : Number(cell));

/** Whether a text is rows of one length with a header: the form in which charts carry their data. @param {string} text */
export function isCsv(text) {
  const rows = table(text);
  return rows.length > 1 && rows.every(({ length }) => length === rows[0]?.length);
}

/**
 * Whether two CSV texts hold the same rows, numbers within 10⁻³.
 *
 * @param {string} committed
 * @param {string} fresh
 */
export function sameCsv(committed, fresh) {
  const [a, b] = [table(committed), table(fresh)];
  const scales = a[0]?.map((_, column) =>
    Math.max(0, ...a.map((row) => Math.abs(numberIn(row[column]))).filter(Number.isFinite)),
  );
  return (
    a.length === b.length &&
    a.every((row, i) => {
      const other = b[i] ?? [];
      return (
        row.length === other.length &&
        row.every(
          (cell, j) => cell === other[j] || sameDrawnNumber(numberIn(cell), numberIn(other[j]), scales?.[j]),
        )
      );
    })
  );
}

import { parse } from "csv-parse/sync";
import { sameDrawnNumber } from "./compare-numbers.mjs";
import { sameChartText } from "./compare-text.mjs";

/** The rows of a CSV text, the header first; undefined where it is not CSV. @param {string} text @returns {string[][] | undefined} */
export function csvRows(text) {
  try {
    const rows = parse(text, { relax_quotes: true });
    return rows.length > 1 ? rows : undefined;
  } catch {
    return undefined; // its rows differ in length
  }
}

/** @param {string | undefined} cell */
const numberIn = (cell) => (cell === undefined || cell.trim() === "" ? NaN : Number(cell));

/** Whether a text is rows of one length with a header: the form in which charts carry their data. @param {string} text */
export const isCsv = (text) => csvRows(text) !== undefined;

/** @param {string} a @param {string} b @param {number | undefined} scale */
function sameCell(a, b, scale) {
  const [one, other] = [numberIn(a), numberIn(b)];
  const areWords = Number.isNaN(one) && Number.isNaN(other);
  return areWords ? sameChartText(a, b) : sameDrawnNumber(one, other, scale);
}

/**
 * Whether two CSV texts hold the same rows, numbers within 10⁻³, also those within words.
 *
 * @param {string} committed
 * @param {string} fresh
 */
export function sameCsv(committed, fresh) {
  const [a, b] = [csvRows(committed) ?? [], csvRows(fresh) ?? []];
  const scales = a[0]?.map((_, column) =>
    Math.max(0, ...a.map((row) => Math.abs(numberIn(row[column]))).filter(Number.isFinite)),
  );
  return (
    a.length === b.length &&
    a.every((row, i) => {
      const other = b[i] ?? [];
      return (
        row.length === other.length && row.every((cell, j) => sameCell(cell, other[j] ?? "", scales?.[j]))
      );
    })
  );
}

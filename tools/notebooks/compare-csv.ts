import { parse } from "csv-parse/sync";
import { sameDrawnNumber } from "./compare-numbers.ts";
import { sameChartText } from "./compare-text.ts";

/** The rows of a CSV text, the header first; undefined where it is not CSV. */
export function csvRows(text: string): string[][] | undefined {
  try {
    const rows = parse(text, { relax_quotes: true });
    return rows.length > 1 ? rows : undefined;
  } catch {
    return undefined; // its rows differ in length
  }
}

const numberIn = (cell: string | undefined) =>
  cell === undefined || cell.trim() === "" ? NaN : Number(cell);

/** Whether a text is rows of one length with a header: the form in which charts carry their data. */
export const isCsv = (text: string) => csvRows(text) !== undefined;

function sameCell(a: string, b: string, scale: number | undefined) {
  const [one, other] = [numberIn(a), numberIn(b)];
  const areWords = Number.isNaN(one) && Number.isNaN(other);
  return areWords ? sameChartText(a, b) : sameDrawnNumber(one, other, scale);
}

/** Whether two CSV texts hold the same rows, numbers within 10⁻³, also those within words. */
export function sameCsv(committed: string, fresh: string) {
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

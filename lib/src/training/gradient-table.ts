import { assertWhole } from "../base/numbers";
import type { GradientRow } from "./gradient-check";

const headings = ["", "by hand", "automatic", "finite differences", "deviation"];

/**
 * The rows of `gradientCheck` as a text in aligned columns, for a monospaced font. Below it stands the largest
 * deviation of all rows.
 *
 * @param rows one at least
 * @param options.maxRows how many rows to show, a whole number ≥ 1; of more, those that deviate most, in their
 *   order. Default: 20
 * @throws RangeError if there are no rows or `maxRows` is out of range
 */
export function gradientTable(rows: readonly GradientRow[], { maxRows = 20 } = {}): string {
  assertWhole("gradientTable", "the number of rows", rows.length, 1);
  assertWhole("gradientTable", "maxRows", maxRows, 1);
  const byDeviation = [...rows].sort((a, b) => b.relativeDeviation - a.relativeDeviation);
  const shown = new Set(byDeviation.slice(0, maxRows));
  const cells = [headings, ...rows.filter((row) => shown.has(row)).map(cellsOf)];
  const widths = headings.map((_, column) => Math.max(...cells.map((line) => line[column].length)));
  const aligned = cells.map((line) =>
    line
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column])))
      .join("  "),
  );
  const ruled = [aligned[0], "─".repeat(aligned[0].length), ...aligned.slice(1)];
  const left = rows.length - shown.size;
  if (left > 0) ruled.push(`… and ${left.toLocaleString("en-US")} more, none of which deviates more`);
  const [worst] = byDeviation;
  return [...ruled, `largest relative deviation: ${short(worst.relativeDeviation)} (${labelOf(worst)})`].join(
    "\n",
  );
}

const cellsOf = (row: GradientRow): string[] => [
  labelOf(row),
  ...[row.byHand, row.automatic, row.finiteDifference].map(derivativeText),
  short(row.relativeDeviation),
];

const labelOf = ({ name, index }: GradientRow): string =>
  index.length ? `${name}[${index.join(", ")}]` : name;

/** Four digits are what finite differences in float32 can get right. */
const derivativeText = (value: number): string => minus(rounded(value, 4));

const short = (value: number): string => minus(rounded(value, 1));

function rounded(value: number, digits: number): string {
  const size = Math.abs(value);
  if (size === 0) return "0";
  return size < 1e-3 || size >= 1e6
    ? value.toExponential(digits - 1)
    : Number(value.toPrecision(digits)).toString();
}

/** A true minus sign, as wide as a digit and easier to see than a hyphen. */
const minus = (text: string): string => text.replaceAll("-", "−");

import { ChartError } from "../common/chart-error";
import type { Position } from "../common/chart-types";
import { countText } from "../common/plot-frame";
import { maximumWidth } from "../common/theme";
import { textWidth, wrapText } from "../render/fonts";

/** Where a table's parts stand, in pixels from the top left corner of the frame. */
export interface ConfusionLayout {
  width: number;
  height: number;
  /** Where the cells begin, and how wide and high each is. */
  left: number;
  top: number;
  cellWidth: number;
  cellHeight: number;
  /** The size of the counts' type, and of the columns' sums. */
  fontSize: number;
  sumSize: number;
  /** The columns' names in lines, or `undefined` where they are written upwards because they are wider than a cell. */
  columnNames: string[][] | undefined;
  /** Where the sums of the rows stand: the middle and the right end of the widest. */
  totals: { middle: number; right: number };
  /** Places two columns of pixels on the frame. */
  at: (x: string, y: string) => Position;
}

export const nameSize = 11;
export const nameLine = 14;
/** Room for the words "actual" (written upwards) and "predicted". */
const axisRoom = 22;
const room = maximumWidth - 16;
const smallestType = 7;
/** What the sums of rows and of columns count. */
export const sumNames = { ofRow: "samples", ofColumn: "predictions" };

const widest = (texts: readonly string[], fontSize: number): number =>
  Math.max(...texts.map((text) => textWidth(text, { fontSize })));

/** Lays out a table with cells as wide as the chart allows, at most 64 pixels. */
export function layoutConfusion(
  matrix: readonly (readonly number[])[],
  classes: readonly string[],
  totals: boolean,
): ConfusionLayout {
  const q = classes.length;
  const rowSums = matrix.map(sum).map(countText);
  const columnSums = classes.map((_, column) => countText(sum(matrix.map((row) => row[column]))));
  const sumWidth = Math.ceil(widest(rowSums, nameSize));
  const totalWidth = totals ? Math.ceil(Math.max(sumWidth, widest([sumNames.ofRow], nameSize))) + 14 : 0;
  const rowNames = totals ? [...classes, sumNames.ofColumn] : classes;
  const left = axisRoom + Math.ceil(widest(rowNames, nameSize)) + 8;
  const cellWidth = Math.min(64, Math.floor((room - left - totalWidth) / q));
  const cellHeight = Math.max(22, Math.min(40, Math.round(0.72 * cellWidth)));
  const wrapped = classes.map((name) => wrapText(name, cellWidth - 4, { fontSize: nameSize }));
  const columnNames = widest(wrapped.flat(), nameSize) <= cellWidth - 2 ? wrapped : undefined;
  const nameHeight = columnNames
    ? Math.max(...columnNames.map(({ length }) => length)) * nameLine
    : Math.ceil(widest(classes, nameSize));
  const top = axisRoom + nameHeight + 6;
  const sizeOf = (texts: readonly string[], most: number): number =>
    Math.min(most, Math.floor((cellWidth - 2) / widest(texts, 1)));
  const fontSize = sizeOf(matrix.flat().map(countText), 12);
  const sumSize = totals ? sizeOf(columnSums, nameSize) : nameSize;
  if (Math.min(fontSize, sumSize) < smallestType) {
    throw new ChartError(
      `confusionChart: cells of ${cellWidth} pixels have no room for such large counts. Shorten the classes' names, ` +
        "draw fewer classes, or leave the totals out.",
    );
  }
  const width = left + q * cellWidth + totalWidth;
  const height = top + q * cellHeight + (totals ? 22 : 0);
  const at = (x: string, y: string): Position => ({
    x: { field: x, type: "quantitative", scale: { domain: [0, width], nice: false }, axis: null },
    y: { field: y, type: "quantitative", scale: { domain: [height, 0], nice: false }, axis: null },
  });
  const middle = width - totalWidth / 2;
  return {
    ...{ width, height, left, top, cellWidth, cellHeight, fontSize, sumSize, columnNames, at },
    totals: { middle, right: middle + sumWidth / 2 },
  };
}

export const sum = (numbers: readonly number[]): number =>
  numbers.reduce((total, number) => total + number, 0);

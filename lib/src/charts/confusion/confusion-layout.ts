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
  /** The size of the counts' type. */
  fontSize: number;
  /** The columns' names in lines, or `undefined` where they are written upwards because they are wider than a cell. */
  columnNames: string[][] | undefined;
  /** Where the sums of the rows end; 0 without sums. */
  totalWidth: number;
  /** Places two columns of pixels on the frame. */
  at: (x: string, y: string) => Position;
}

export const nameSize = 11;
export const nameLine = 14;
/** Room for the words "actual" (written upwards) and "predicted". */
const axisRoom = 22;
const room = maximumWidth - 16;

const widest = (texts: readonly string[], fontSize: number): number =>
  Math.max(...texts.map((text) => textWidth(text, { fontSize })));

/** Lays out a table with cells as wide as the chart allows, at most 64 pixels. */
export function layoutConfusion(
  matrix: readonly (readonly number[])[],
  classes: readonly string[],
  totals: boolean,
): ConfusionLayout {
  const q = classes.length;
  const sums = [...matrix.map(sum), ...classes.map((_, column) => sum(matrix.map((row) => row[column])))];
  const totalWidth = totals ? Math.ceil(widest([...sums.map(countText), "samples"], nameSize)) + 14 : 0;
  const left = axisRoom + Math.ceil(widest(classes, nameSize)) + 8;
  const cellWidth = Math.min(64, Math.floor((room - left - totalWidth) / q));
  const cellHeight = Math.max(22, Math.min(40, Math.round(0.72 * cellWidth)));
  const wrapped = classes.map((name) => wrapText(name, cellWidth - 4, { fontSize: nameSize }));
  const columnNames = widest(wrapped.flat(), nameSize) <= cellWidth - 2 ? wrapped : undefined;
  const nameHeight = columnNames
    ? Math.max(...columnNames.map(({ length }) => length)) * nameLine
    : Math.ceil(widest(classes, nameSize));
  const top = axisRoom + nameHeight + 6;
  const widestCount = widest(matrix.flat().map(countText), 1);
  const fontSize = Math.max(7, Math.min(12, Math.floor((cellWidth - 4) / widestCount)));
  const width = left + q * cellWidth + totalWidth;
  const height = top + q * cellHeight + (totals ? 22 : 0);
  const at = (x: string, y: string): Position => ({
    x: { field: x, type: "quantitative", scale: { domain: [0, width], nice: false }, axis: null },
    y: { field: y, type: "quantitative", scale: { domain: [height, 0], nice: false }, axis: null },
  });
  return { width, height, left, top, cellWidth, cellHeight, fontSize, columnNames, totalWidth, at };
}

export const sum = (numbers: readonly number[]): number =>
  numbers.reduce((total, number) => total + number, 0);

import { sum } from "d3-array";
import * as check from "./common/check";
import { ensure } from "./common/check";
import { textWidth, wrapText } from "./common/fonts";
import { onPixels, textLayer, textOf, type Layer } from "./common/layers";
import { countText } from "./common/numbers";
import { csvOf } from "./common/rows";
import { chart, divergingColour, hexOf, isDark, maximumWidth, softInk } from "./common/theme";

export interface ConfusionChartOptions {
  /** Counts: one row per actual class, one column per predicted class, as `confusionMatrix` returns them. */
  matrix: readonly (readonly number[])[];
  /** The classes' names in the matrix's order, 2 to 20. */
  classes: readonly string[];
  /** What the matrix shows, as a finding. */
  title: string;
  /** Default: what the colours mean. */
  subtitle?: string;
  /** Whether sums stand at the ends: of each row (its samples) and of each column (its predictions). Default true. */
  totals?: boolean;
}

const ofColours =
  "Colour: share of the row's samples, blue where classified correctly and orange where mistaken";

/**
 * How often each class was taken for which: a table of counts whose cells are the darker, the greater their
 * share of the row's samples. Correct classifications (the diagonal) are blue, mistakes orange. The strength of
 * the colour grows with the square root of the share, so that mistakes of a few per cent are seen.
 *
 * @returns a Vega-Lite chart, at most 680 pixels wide
 * @throws ChartError if the matrix is not as many rows and columns as there are classes, 2 to 20, a count is not
 *   a whole number ≥ 0, names are missing, equal or too long, or counts are too large for the cells
 * @function
 */
export const confusionChart = chart<ConfusionChartOptions>(
  "confusionChart",
  { title: check.text, classes: check.names(2, 20, " Of more, draw those that are mixed up most.") },
  (options) => {
    assertMatrix(options);
    const { classes, title, totals = true, subtitle = ofColours } = options;
    const layout = layoutConfusion(options, totals);
    return {
      subtitle,
      description: `confusion matrix of ${classes.length} classes: ${title}`,
      width: layout.width,
      height: layout.height,
      layer: [
        ...cellLayers(options, layout),
        ...(totals ? totalLayers(layout) : []),
        ...nameLayers(classes, layout, totals),
      ],
    };
  },
);

const nameSize = 11;
const nameLine = 14;
/** Room for the words "actual" (written upwards) and "predicted". */
const axisRoom = 22;
const smallestType = 7;
/** What the sums of rows and of columns count. */
const sumNames = { ofRow: "samples", ofColumn: "predictions" };

const widest = (texts: readonly string[], fontSize: number): number =>
  Math.max(...texts.map((text) => textWidth(text, { fontSize })));

type Layout = ReturnType<typeof layoutConfusion>;

/** Where a table's parts stand, in pixels from the frame's top left corner; cells are at most 64 pixels wide. */
function layoutConfusion({ matrix, classes }: ConfusionChartOptions, totals: boolean) {
  const q = classes.length;
  const rowSums = matrix.map((row) => countText(sum(row)));
  const columnSums = classes.map((_, column) => countText(sum(matrix, (row) => row[column])));
  const sumWidth = Math.ceil(widest(rowSums, nameSize));
  const totalWidth = totals ? Math.ceil(Math.max(sumWidth, widest([sumNames.ofRow], nameSize))) + 14 : 0;
  const rowNames = totals ? [...classes, sumNames.ofColumn] : classes;
  const left = axisRoom + Math.ceil(widest(rowNames, nameSize)) + 8;
  const cellWidth = Math.min(64, Math.floor((maximumWidth - 16 - left - totalWidth) / q));
  const cellHeight = Math.max(22, Math.min(40, Math.round(0.72 * cellWidth)));
  const wrapped = classes.map((name) => wrapText(name, cellWidth - 4, { fontSize: nameSize }));
  // Names that are wider than a cell are written upwards.
  const columnNames = widest(wrapped.flat(), nameSize) <= cellWidth - 2 ? wrapped : undefined;
  const nameHeight = columnNames
    ? Math.max(...columnNames.map(({ length }) => length)) * nameLine
    : Math.ceil(widest(classes, nameSize));
  const top = axisRoom + nameHeight + 6;
  const sizeOf = (texts: readonly string[], most: number): number =>
    Math.min(most, Math.floor((cellWidth - 2) / widest(texts, 1)));
  const fontSize = sizeOf(matrix.flat().map(countText), 12);
  const sumSize = totals ? sizeOf(columnSums, nameSize) : nameSize;
  ensure(
    Math.min(fontSize, sumSize) >= smallestType,
    `cells of ${cellWidth} pixels have no room for such large counts. Shorten the classes' names, draw fewer ` +
      "classes, or leave the totals out.",
  );
  const width = left + q * cellWidth + totalWidth;
  const height = top + q * cellHeight + (totals ? 22 : 0);
  const at = onPixels({ width, height })();
  const size = { width, height, cellWidth, cellHeight, fontSize, sumSize, sumWidth, top };
  const texts = { columnNames, rowSums, columnSums };
  return {
    ...size,
    ...texts,
    at,
    /** Where the cells of a column and of a row begin, or with half of one added their middle. */
    xOf: (column: number): number => left + column * cellWidth,
    yOf: (row: number): number => top + row * cellHeight,
    /** Right of which the rows' names end, and where the sums of the rows have their middle. */
    nameEnd: left - 6,
    totalMiddle: width - totalWidth / 2,
  };
}

/** Short of the darkest colour: a whole row in one cell is still seen as blue or orange. */
const strongest = 0.75;

/** The cells and their counts; both tell in a sentence what a cell means when the pointer rests on it. */
function cellLayers({ matrix, classes }: ConfusionChartOptions, layout: Layout): Layer[] {
  const { cellWidth, cellHeight, fontSize, xOf, yOf, at } = layout;
  const cells = matrix.flatMap((counts, row) =>
    counts.map((count, column) => {
      const all = sum(counts);
      const share = all ? count / all : 0;
      const colour = divergingColour((row === column ? 1 : -1) * Math.sqrt(share) * strongest);
      return {
        x: xOf(column),
        y: yOf(row),
        x2: xOf(column) + cellWidth,
        y2: yOf(row) + cellHeight,
        fill: hexOf(colour),
        count: countText(count),
        ink: count === 0 ? "#999999" : isDark(colour) ? "#ffffff" : "#222222",
        told: sentence({ actual: classes[row], predicted: classes[column], count, all }),
      };
    }),
  );
  const middles = cells.map((cell) => ({ ...cell, x: cell.x + cellWidth / 2, y: cell.y + cellHeight / 2 }));
  const tooltip = textOf("told");
  const color = (field: string) => ({ field, type: "nominal", scale: null }) as const;
  const ends = { x2: { field: "x2" }, y2: { field: "y2" } };
  return [
    {
      data: csvOf(cells, ["x", "y", "x2", "y2", "fill", "told"]),
      // The counts are read out in the cells' stead.
      mark: { type: "rect", aria: false, stroke: "white", strokeWidth: 1 },
      encoding: { ...at, ...ends, color: color("fill"), tooltip },
    },
    {
      data: csvOf(middles, ["x", "y", "count", "ink", "told"]),
      mark: { type: "text", baseline: "middle", fontSize },
      encoding: { ...at, text: textOf("count"), color: color("ink"), tooltip, description: tooltip },
    },
  ];
}

/** As in "Of 1,000 samples of shirt, 132 (13.2 %) were taken for t-shirt". */
function sentence(cell: { actual: string; predicted: string; count: number; all: number }): string {
  const { actual, predicted, count, all } = cell;
  if (!all) return `No samples of ${actual}`;
  const share = `${((100 * count) / all).toFixed(1)} %`;
  const end = actual === predicted ? "classified correctly" : `taken for ${predicted}`;
  const samples = all === 1 ? "sample" : "samples";
  return `Of ${countText(all)} ${samples} of ${actual}, ${countText(count)} (${share}) ${count === 1 ? "was" : "were"} ${end}`;
}

/** The sums of rows, at their right, and of columns, below them. */
function totalLayers(layout: Layout): Layer[] {
  const { xOf, yOf, height, sumSize, totalMiddle, sumWidth, rowSums, columnSums, at } = layout;
  const right = rowSums.map((text, row) => ({ x: totalMiddle + sumWidth / 2, y: yOf(row + 0.5), text }));
  const below = columnSums.map((text, column) => ({ x: xOf(column + 0.5), y: height - 10, text }));
  const look = { baseline: "middle", color: softInk };
  return [
    textLayer(right, { align: "right", fontSize: nameSize, ...look }, at),
    textLayer(below, { align: "center", fontSize: sumSize, ...look }, at),
  ];
}

/** Names of the rows on the left and of the columns above, and what rows and columns are. */
function nameLayers(classes: readonly string[], layout: Layout, hasTotals: boolean): Layer[] {
  const { xOf, yOf, top, columnNames, height, at, nameEnd } = layout;
  const rows = classes.map((text, row) => ({ x: nameEnd, y: yOf(row + 0.5), text }));
  const columns = classes.map((name, column) => {
    const lines = columnNames?.[column] ?? [name];
    // A text of several lines hangs from its first one; the last is to stand just above the cells.
    const y = top - 5 - (lines.length - 1) * nameLine;
    return { x: xOf(column + 0.5), y, text: lines.join("\n") };
  });
  if (hasTotals) {
    rows.push({ x: nameEnd, y: height - 10, text: sumNames.ofColumn });
    columns.push({ x: layout.totalMiddle, y: top - 5, text: sumNames.ofRow });
  }
  const middle = classes.length / 2;
  const columnLook = columnNames
    ? { align: "center", baseline: "alphabetic" }
    : { align: "left", baseline: "middle", angle: 270 };
  return [
    textLayer(rows, { align: "right", baseline: "middle", fontSize: nameSize }, at),
    textLayer(columns, { fontSize: nameSize, lineBreak: "\n", lineHeight: nameLine, ...columnLook }, at),
    textLayer([{ x: xOf(middle), y: 8, text: "predicted class" }], { baseline: "middle" }, at),
    textLayer([{ x: 8, y: yOf(middle), text: "actual class" }], { baseline: "middle", angle: 270 }, at),
  ];
}

function assertMatrix({ matrix, classes }: ConfusionChartOptions): void {
  const q = classes.length;
  const long = classes.find((name) => name.length > 30);
  ensure(!long, `the class "${long}" has ${long?.length} characters; at most 30 have room.`);
  const each = `one for each of ${q} classes is wanted`;
  ensure(matrix?.length === q, `matrix has ${String(matrix?.length)} rows; ${each}.`);
  matrix.forEach((counts, row) => {
    ensure(counts?.length === q, `matrix[${row}] has ${counts?.length ?? "no"} counts; ${each}.`);
    const wrong = counts.findIndex((count) => !(Number.isInteger(count) && count >= 0));
    ensure(
      wrong < 0,
      `matrix[${row}][${wrong}] is ${String(counts[wrong])}; a whole number ≥ 0 is wanted. Give counts, not shares.`,
    );
  });
}

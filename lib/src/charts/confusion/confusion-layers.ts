import type { Layer } from "../common/chart-types";
import { divergingColour, hexOf, isDark } from "../common/diverging-colours";
import { countText } from "../common/plot-frame";
import { csvRows } from "../common/rows";
import { nameSize, sum, type ConfusionLayout } from "./confusion-layout";

/** The cells and their counts; both tell in a sentence what a cell means when the pointer rests on it. */
export function cellLayers(
  matrix: readonly (readonly number[])[],
  classes: readonly string[],
  { left, top, cellWidth, cellHeight, fontSize, at }: ConfusionLayout,
): Layer[] {
  const cells = matrix.flatMap((counts, row) =>
    counts.map((count, column) => {
      const all = sum(counts);
      const share = all ? count / all : 0;
      const colour = divergingColour((row === column ? 1 : -1) * Math.sqrt(share) * strongest);
      const [x, y] = [left + column * cellWidth, top + row * cellHeight];
      return {
        ...{
          x,
          y,
          x2: x + cellWidth,
          y2: y + cellHeight,
          middleX: x + cellWidth / 2,
          middleY: y + cellHeight / 2,
        },
        ...{ count: countText(count), fill: hexOf(colour), ink: count === 0 ? "#999999" : inkOn(colour) },
        told: sentence({ actual: classes[row], predicted: classes[column], count, all }),
      };
    }),
  );
  const column = <Key extends keyof (typeof cells)[number]>(key: Key) => cells.map((cell) => cell[key]);
  const tooltip = { field: "told", type: "nominal" } as const;
  return [
    {
      data: csvRows({
        ...{ x: column("x"), y: column("y"), x2: column("x2"), y2: column("y2") },
        ...{ fill: column("fill"), told: column("told") },
      }),
      // The counts are read out in the cells' stead.
      mark: { type: "rect", aria: false, stroke: "white", strokeWidth: 1 },
      encoding: {
        ...at("x", "y"),
        ...{ x2: { field: "x2" }, y2: { field: "y2" } },
        color: { field: "fill", type: "nominal", scale: null },
        tooltip,
      },
    },
    {
      data: csvRows({
        ...{ x: column("middleX"), y: column("middleY"), count: column("count") },
        ...{ ink: column("ink"), told: column("told") },
      }),
      mark: { type: "text", baseline: "middle", fontSize },
      encoding: {
        ...at("x", "y"),
        text: { field: "count", type: "nominal" },
        color: { field: "ink", type: "nominal", scale: null },
        ...{ tooltip, description: tooltip },
      },
    },
  ];
}

/** Short of the darkest colour: a whole row in one cell is still seen as blue or orange. */
const strongest = 0.75;
const inkOn = (colour: Parameters<typeof isDark>[0]): string => (isDark(colour) ? "#ffffff" : "#222222");

interface Cell {
  actual: string;
  predicted: string;
  count: number;
  all: number;
}

/** As in "Of 1,000 samples of shirt, 132 (13.2 %) were taken for t-shirt". */
function sentence({ actual, predicted, count, all }: Cell): string {
  if (!all) return `There is no sample of ${actual}`;
  const share = `${((100 * count) / all).toFixed(1)} %`;
  const end = actual === predicted ? "classified correctly" : `taken for ${predicted}`;
  const samples = all === 1 ? "sample" : "samples";
  return `Of ${countText(all)} ${samples} of ${actual}, ${countText(count)} (${share}) ${count === 1 ? "was" : "were"} ${end}`;
}

/** The sums of rows, at their right, and of columns, below them. */
export function totalLayers(
  matrix: readonly (readonly number[])[],
  { left, top, cellWidth, cellHeight, height, sumSize, totals, at }: ConfusionLayout,
): Layer[] {
  const right = matrix.map((counts, row) => ({
    ...{ x: totals.right, y: top + (row + 0.5) * cellHeight, text: countText(sum(counts)) },
  }));
  const below = matrix.map((_, column) => ({
    ...{ x: left + (column + 0.5) * cellWidth, y: height - 10 },
    text: countText(sum(matrix.map((counts) => counts[column]))),
  }));
  const layer = (values: typeof right, align: "right" | "center", fontSize: number): Layer => ({
    data: { values },
    mark: {
      ...{ type: "text", align, baseline: "middle", fontSize, color: "#555555", tooltip: null },
    },
    encoding: { ...at("x", "y"), text: { field: "text", type: "nominal" } },
  });
  return [layer(right, "right", nameSize), layer(below, "center", sumSize)];
}

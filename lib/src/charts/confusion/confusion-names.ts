import type { Layer } from "../common/chart-types";
import { nameLine, nameSize, sumNames, type ConfusionLayout } from "./confusion-layout";

/** Names of the rows on the left and of the columns above, and what rows and columns are. */
export function nameLayers(classes: readonly string[], layout: ConfusionLayout, hasTotals: boolean): Layer[] {
  const { left, top, cellWidth, cellHeight, columnNames, height, at } = layout;
  const rows = classes.map((text, row) => ({ x: left - 6, y: top + (row + 0.5) * cellHeight, text }));
  const columns = classes.map((name, column) => {
    const lines = columnNames?.[column] ?? [name];
    return {
      x: left + (column + 0.5) * cellWidth,
      // A text of several lines hangs from its first one; the last is to stand just above the cells.
      y: top - 5 - (lines.length - 1) * nameLine,
      text: lines.join("\n"),
    };
  });
  if (hasTotals) {
    rows.push({ x: left - 6, y: height - 10, text: sumNames.ofColumn });
    columns.push({ x: layout.totals.middle, y: top - 5, text: sumNames.ofRow });
  }
  const middle = { x: left + (classes.length * cellWidth) / 2, y: top + (classes.length * cellHeight) / 2 };
  const encoding = { ...at("x", "y"), text: { field: "text", type: "nominal" } } as const;
  const style = { type: "text", tooltip: null } as const;
  return [
    {
      data: { values: rows },
      mark: { ...style, align: "right", baseline: "middle", fontSize: nameSize },
      encoding,
    },
    {
      data: { values: columns },
      mark: {
        ...style,
        ...{ fontSize: nameSize, lineBreak: "\n", lineHeight: nameLine },
        ...(columnNames
          ? { align: "center", baseline: "alphabetic" }
          : { align: "left", baseline: "middle", angle: 270 }),
      },
      encoding,
    },
    {
      data: { values: [{ x: middle.x, y: 8, text: "predicted class" }] },
      mark: { ...style, baseline: "middle" },
      encoding,
    },
    {
      data: { values: [{ x: 8, y: middle.y, text: "actual class" }] },
      mark: { ...style, baseline: "middle", angle: 270 },
      encoding,
    },
  ];
}

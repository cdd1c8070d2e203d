import type { Layer } from "../common/chart-types";
import { along, type FixedAxis } from "../common/plot-frame";
import { csvRows } from "../common/rows";

/** The two axes that all layers of a chart share. */
export interface Axes {
  x: FixedAxis;
  y: FixedAxis;
}

/** The points of the given rows; smaller and paler where there are many, so that crowds are seen. */
export function pointLayer(
  { x, y, rows }: { x: ArrayLike<number>; y: ArrayLike<number>; rows: readonly number[] },
  axes: Axes,
): Layer {
  const columns = { x: rows.map((row) => x[row]), y: rows.map((row) => y[row]) };
  return {
    data: csvRows(columns, { x: axes.x.domain, y: axes.y.domain }),
    mark: {
      type: "point",
      ...(rows.length > 500 ? { size: 14, opacity: 0.3 } : { size: 36, opacity: 0.65 }),
    },
    encoding: {
      x: along("x", axes.x),
      y: along("y", axes.y),
      tooltip: [
        { field: "x", type: "quantitative", title: axes.x.title, format: axes.x.format },
        { field: "y", type: "quantitative", title: axes.y.title, format: axes.y.format },
      ],
    },
  };
}

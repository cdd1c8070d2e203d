import type { TopLevelSpec } from "vega-lite";
import { heading, themed } from "../common/theme";
import { checkConfusion } from "./check-confusion";
import { cellLayers, totalLayers } from "./confusion-layers";
import { layoutConfusion } from "./confusion-layout";
import { nameLayers } from "./confusion-names";

export interface ConfusionChartOptions {
  /** Counts: one row an actual class, one column a predicted class, as `confusionMatrix` returns them. */
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

/**
 * How often each class was taken for which: a table of counts whose cells are the darker, the greater their
 * share of the row's samples. Right classifications (the diagonal) are blue, mistakes orange. The strength of
 * the colour grows with the square root of the share, so that mistakes of a few per cent are seen.
 *
 * @returns a Vega-Lite chart, at most 680 pixels wide
 * @throws ChartError if the matrix is not as many rows and columns as there are classes, 2 to 20, a count is not
 *   a whole number ≥ 0, names are missing, equal or too long, or counts are too large for the cells
 */
export function confusionChart(options: ConfusionChartOptions): TopLevelSpec {
  checkConfusion(options);
  const { matrix, classes, title, totals = true } = options;
  const {
    subtitle = "Colour: share of the row's samples, blue where classified correctly and orange where mistaken",
  } = options;
  const layout = layoutConfusion(matrix, classes, totals);
  return themed({
    title: heading({ title, subtitle }),
    description: `confusion matrix of ${classes.length} classes: ${title}`,
    width: layout.width,
    height: layout.height,
    layer: [
      ...cellLayers(matrix, classes, layout),
      ...(totals ? totalLayers(matrix, layout) : []),
      ...nameLayers(classes, layout, totals),
    ],
  });
}

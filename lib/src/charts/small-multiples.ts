import type { TopLevelSpec } from "vega-lite";
import { contourPanels, type ContourPanelsOptions } from "./contour/contour-panels";
import { curvePanels, type CurvePanelsOptions } from "./curves/curve-panels";

export type SmallMultiplesOptions = ContourPanelsOptions | CurvePanelsOptions;

/**
 * Small charts of the same axes beside each other, to be compared: with `contour`, a path that descends on it in
 * each panel; else curves in each panel, of which equal names have equal looks.
 *
 * @returns a Vega-Lite chart, at most 680 pixels wide, with fixed axes; with `controls.steps` it has the parameter
 *   `steps`
 * @throws ChartError if there are no panels or more than twelve, or as `contourWithPaths` and `curves` do
 */
export function smallMultiples(options: SmallMultiplesOptions): TopLevelSpec {
  return "contour" in options ? contourPanels(options) : curvePanels(options);
}

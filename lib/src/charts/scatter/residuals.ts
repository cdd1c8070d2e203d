import type { TopLevelSpec } from "vega-lite";
import { along } from "../common/channels";
import { checkOptions, ensure, someNumbers } from "../common/check";
import { countText } from "../common/number-text";
import { extent } from "../common/numbers";
import { colours, fullWidth, heading, themed } from "../common/theme";
import { framedPoints, pointChecks, type PointsOptions } from "./points";
import { bandLayer, quantileLayers, spreadByGroups, spreadKeyLayers } from "./spread";

/** In the common options x are the predictions and y the residuals. */
export interface ResidualsOptions extends PointsOptions {
  /** ŷ, one finite number per sample. */
  predictions: ArrayLike<number>;
  /** y − ŷ, one finite number per sample: above 0 where the prediction is too low. */
  residuals: ArrayLike<number>;
}

const caller = "residuals";

/**
 * Residuals over predictions, a line at zero, and how the residuals spread: in each of ten groups of
 * predictions, equally many in each, the median and the 10 % and 90 % quantile, joined to a line and a band. A
 * good model's medians lie on zero; a band that widens says that the errors grow with the prediction.
 *
 * @returns a Vega-Lite chart, 680 pixels wide, with fixed axes
 * @throws ChartError if data are empty, not finite or of unequal length, a domain is wrong, or no point lies in
 *   the frame
 */
export function residuals(options: ResidualsOptions): TopLevelSpec {
  checkOptions(caller, options, { predictions: someNumbers, residuals: someNumbers, ...pointChecks });
  const { predictions: x, residuals: y, title, noun = "points" } = options;
  ensure(
    caller,
    x.length === y.length,
    `predictions has ${x.length} values and residuals has ${y.length}; one residual for each prediction is wanted.`,
  );
  const yRange = extent([0, ...extent(y)]);
  const { axes, layer, left } = framedPoints(caller, { x, y, yRange }, options);
  const groups = spreadByGroups(x, y);
  return themed({
    title: heading({ title, subtitle: left && `${left}; the band counts all ${countText(x.length)}` }),
    ...fullWidth(400),
    layer: [
      bandLayer(groups, axes),
      layer,
      {
        data: { values: [{ zero: 0 }] },
        mark: { type: "rule", clip: true, stroke: colours.black, strokeWidth: 1.25, tooltip: null },
        encoding: { y: along("zero", axes.y) },
      },
      ...quantileLayers(groups, axes, noun),
      ...spreadKeyLayers(groups, noun),
    ],
  });
}

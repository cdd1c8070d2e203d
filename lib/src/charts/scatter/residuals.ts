import type { TopLevelSpec } from "vega-lite";
import { along } from "../common/channels";
import { aDomain, aText, checkOptions, ensure, optional, someNumbers } from "../common/check";
import { countText } from "../common/number-text";
import { extent, niceDomain } from "../common/numbers";
import { colours, heading, maximumWidth, themed } from "../common/theme";
import { axesOf, framedPoints } from "./points";
import { bandLayer, quantileLayers, spreadByGroups, spreadKeyLayers } from "./spread";

export interface ResidualsOptions {
  /** ŷ, one finite number per sample. */
  predictions: ArrayLike<number>;
  /** y − ŷ, one finite number per sample: above 0 where the prediction is too low. */
  residuals: ArrayLike<number>;
  /** What the chart shows, as a finding. */
  title: string;
  /** What the predictions are, with their unit. */
  xTitle: string;
  /** What the residuals are, with their unit. */
  yTitle: string;
  /** d3 number format of predictions. Default ",.4~r". */
  xFormat?: string;
  /** d3 number format of residuals. Default ",.4~r". */
  yFormat?: string;
  /** At most so many points are drawn, evenly picked; the band always counts all. Default 1500. */
  maxPoints?: number;
  /** What the points are, in the plural. Default "points". */
  noun?: string;
  /** First and last prediction of the frame. Default: all points, to round numbers. */
  xDomain?: readonly [number, number];
  /** First and last residual of the frame. Default: all points and zero, to round numbers. */
  yDomain?: readonly [number, number];
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
  checkOptions(caller, options, {
    predictions: someNumbers,
    residuals: someNumbers,
    title: aText,
    xTitle: aText,
    yTitle: aText,
    xDomain: optional(aDomain),
    yDomain: optional(aDomain),
  });
  const { predictions: x, residuals: y, title, noun = "points", maxPoints } = options;
  ensure(
    caller,
    x.length === y.length,
    `predictions has ${x.length} values and residuals has ${y.length}; one residual for each prediction is wanted.`,
  );
  const { xDomain = niceDomain(extent(x)), yDomain = niceDomain(extent([0, ...extent(y)])) } = options;
  const axes = axesOf(
    { title: options.xTitle, format: options.xFormat, domain: xDomain },
    { title: options.yTitle, format: options.yFormat, domain: yDomain },
  );
  const { layer, left } = framedPoints(caller, { x, y, axes, maxPoints, noun });
  const groups = spreadByGroups(x, y);
  return themed({
    title: heading({ title, subtitle: left && `${left}; the band counts all ${countText(x.length)}` }),
    width: maximumWidth,
    height: 400,
    autosize: { type: "fit-x", contains: "padding" },
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

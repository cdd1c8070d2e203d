import { withEnoughDigits } from "../common/number-text";
import type { TopLevelSpec } from "vega-lite";
import { ChartError } from "../common/chart-error";
import { assertDomain, assertNumbers, assertText } from "../common/check-input";
import { extent, niceDomain } from "../common/nice-domain";
import { along, countText, pointsInFrame } from "../common/plot-frame";
import { pointLayer, type Axes } from "./point-layer";
import { spreadByGroups } from "../error-bars/spread-by-groups";
import { bandLayer, quantileLayers, spreadKeyLayers } from "../error-bars/spread-layers";
import { colours, heading, maximumWidth, themed } from "../common/theme";

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
  checkOptions(options);
  const { predictions: x, residuals: y, title, noun = "points", maxPoints = 1500 } = options;
  const xDomain = options.xDomain ?? niceDomain(extent(x));
  const yDomain = options.yDomain ?? niceDomain(extent([0, ...extent(y)]));
  const xFormat = options.xFormat ?? withEnoughDigits(",.4~r", xDomain);
  const yFormat = options.yFormat ?? withEnoughDigits(",.4~r", yDomain);
  const { rows, told } = pointsInFrame(caller, { x, y, xDomain, yDomain, maxPoints, noun });
  const axes: Axes = {
    x: { title: options.xTitle, format: xFormat, domain: xDomain },
    y: { title: options.yTitle, format: yFormat, domain: yDomain },
  };
  const groups = spreadByGroups(x, y);
  return themed({
    title: heading({ title, subtitle: told && `${told}; the band counts all ${countText(x.length)}` }),
    width: maximumWidth,
    height: 400,
    autosize: { type: "fit-x", contains: "padding" },
    layer: [
      bandLayer(groups, axes),
      pointLayer({ x, y, rows }, axes),
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

function checkOptions({ predictions, residuals, title, xTitle, yTitle, ...rest }: ResidualsOptions): void {
  assertNumbers(caller, "predictions", predictions);
  assertNumbers(caller, "residuals", residuals);
  if (predictions.length !== residuals.length) {
    throw new ChartError(
      `${caller}: predictions has ${predictions.length} values and residuals has ${residuals.length}; one residual for each prediction is wanted.`,
    );
  }
  for (const [name, text] of Object.entries({ title, xTitle, yTitle })) assertText(caller, name, text);
  if (rest.xDomain) assertDomain(caller, "xDomain", rest.xDomain);
  if (rest.yDomain) assertDomain(caller, "yDomain", rest.yDomain);
}

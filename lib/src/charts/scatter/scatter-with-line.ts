import { withEnoughDigits } from "../common/number-text";
import type { TopLevelSpec } from "vega-lite";
import { ChartError } from "../common/chart-error";
import { assertDomain, assertNumber, assertPairs, assertText } from "../common/check-input";
import { fittedLineLayers, type FittedLine } from "./fitted-line";
import { extent, niceDomain } from "../common/nice-domain";
import { along, countText, pointsInFrame } from "../common/plot-frame";
import { pointLayer, type Axes } from "./point-layer";
import { sliderParameter, type Slider } from "../common/slider";
import {
  meanSquaredError,
  meanSquaredErrorExpression,
  summarizeSquaredError,
  type Line,
} from "./squared-error";
import { heading, maximumWidth, themed } from "../common/theme";

export type { Slider } from "../common/slider";

export interface ScatterWithLineOptions {
  /** One finite number a point, at least two different ones. */
  x: ArrayLike<number>;
  /** One finite number a point. */
  y: ArrayLike<number>;
  /** What the chart shows, as a finding. */
  title: string;
  /** What x is, with its unit. */
  xTitle: string;
  /** What y is, with its unit. */
  yTitle: string;
  /** d3 number format of x. Default ",.4~r". */
  xFormat?: string;
  /** d3 number format of y and of errors in y, such as "$.3~s". Default ",.4~r". */
  yFormat?: string;
  /** A line to draw beside the least-squares line. Not together with `sliders`. */
  line?: Line;
  /** Sliders that move a line, whose mean squared error is told at once. */
  sliders?: { slope: Slider; intercept: Slider };
  /** What is told of the line that `line` or `sliders` gives. Default "your line" with sliders, else "line". */
  lineName?: string;
  /** At most so many points are drawn, evenly picked; lines and errors always count all. Default 1500. */
  maxPoints?: number;
  /** What the points are, in the plural. Default "points". */
  noun?: string;
  /** First and last x of the frame. Default: all points, to round numbers. */
  xDomain?: readonly [number, number];
  /** First and last y of the frame. Default: all points, to round numbers. */
  yDomain?: readonly [number, number];
}

const caller = "scatterWithLine";

/**
 * Points with straight lines through them, each with its mean squared error over *all* points: the
 * least-squares line (dashed when there is another), and optionally a given line or one that two sliders move
 * (Vega parameters `slope` and `intercept`; the error is the parameter `meanSquaredError`).
 *
 * @returns a Vega-Lite chart, 680 pixels wide, with fixed axes
 * @throws ChartError if data are empty, not finite, of unequal length or all at one x, or a slider's range or
 *   a domain is wrong
 */
export function scatterWithLine(options: ScatterWithLineOptions): TopLevelSpec {
  checkOptions(options);
  const { x, y, title, sliders, maxPoints = 1500, noun = "points" } = options;
  const summary = summarizeSquaredError(x, y, caller);
  const { line } = options;
  if (line && !Number.isFinite(meanSquaredError(summary, line))) {
    throw new ChartError(
      `${caller}: line must have a mean squared error that does not overflow, got slope ${line.slope} and intercept ` +
        `${line.intercept}. Choose a line closer to the points.`,
    );
  }
  const xDomain = options.xDomain ?? niceDomain(extent(x));
  const yDomain = options.yDomain ?? niceDomain(extent(y));
  const xFormat = options.xFormat ?? withEnoughDigits(",.4~r", xDomain);
  const yFormat = options.yFormat ?? withEnoughDigits(",.4~r", yDomain);
  const { rows, told } = pointsInFrame(caller, { x, y, xDomain, yDomain, maxPoints, noun });
  const axes: Axes = {
    x: { title: options.xTitle, format: xFormat, domain: xDomain },
    y: { title: options.yTitle, format: yFormat, domain: yDomain },
  };
  const position = { x: along("x", axes.x), y: along("y", axes.y) };
  return themed({
    title: heading({ title, subtitle: told && `${told}; lines and errors count all ${countText(x.length)}` }),
    width: maximumWidth,
    height: 400,
    autosize: { type: "fit-x", contains: "padding" },
    params: sliders && [
      sliderParameter(caller, "slope", sliders.slope),
      sliderParameter(caller, "intercept", sliders.intercept),
      { name: "meanSquaredError", expr: meanSquaredErrorExpression(summary, "slope", "intercept") },
    ],
    layer: [
      pointLayer({ x, y, rows }, axes),
      ...linesOf(options, summary.leastSquares).flatMap((line) =>
        fittedLineLayers(line, summary, { position, xDomain, yFormat }),
      ),
    ],
  });
}

/** The least-squares line, and the one that is given or moved. */
function linesOf({ line, sliders, lineName }: ScatterWithLineOptions, leastSquares: Line): FittedLine[] {
  const best = { name: "least squares", ...inWords(leastSquares), row: 1 };
  const given = sliders ? { slope: "slope", intercept: "intercept" } : line && inWords(line);
  if (!given) return [best];
  return [
    { ...best, isReference: true },
    { name: lineName ?? (sliders ? "your line" : "line"), ...given, row: 2 },
  ];
}

/** A line's numbers as Vega expressions. */
const inWords = ({ slope, intercept }: Line) => ({ slope: `${slope}`, intercept: `${intercept}` });

function checkOptions({ x, y, title, xTitle, yTitle, line, sliders, ...rest }: ScatterWithLineOptions): void {
  assertPairs(caller, x, y);
  for (const [name, text] of Object.entries({ title, xTitle, yTitle })) assertText(caller, name, text);
  if (line && sliders) throw new ChartError(`${caller}: line and sliders are both given; choose one.`);
  if (line) {
    assertNumber(caller, "line.slope", line.slope);
    assertNumber(caller, "line.intercept", line.intercept);
  }
  if (rest.xDomain) assertDomain(caller, "xDomain", rest.xDomain);
  if (rest.yDomain) assertDomain(caller, "yDomain", rest.yDomain);
}

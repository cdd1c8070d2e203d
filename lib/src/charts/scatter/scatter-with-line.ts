import type { TopLevelSpec } from "vega-lite";
import { onAxes, type Layer, type Position } from "../common/channels";
import { aDomain, aNumber, assertPairs, aText, checkOptions, ensure, optional } from "../common/check";
import { keyRow, lineKeyLayers } from "../common/key";
import { countText } from "../common/number-text";
import { extent, niceDomain, type Domain } from "../common/numbers";
import { sliderParameter, type Slider } from "../common/slider";
import { colours, heading, maximumWidth, themed } from "../common/theme";
import { axesOf, framedPoints } from "./points";
import {
  meanSquaredError,
  meanSquaredErrorExpression,
  summarizeSquaredError,
  type Line,
  type SquaredErrorSummary,
} from "./squared-error";

export type { Slider };

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
  const { x, y, title, line, sliders, maxPoints, noun = "points" } = options;
  assertPairs(caller, x, y);
  checkOptions(caller, options, {
    title: aText,
    xTitle: aText,
    yTitle: aText,
    xDomain: optional(aDomain),
    yDomain: optional(aDomain),
    line: optional(aLine),
  });
  ensure(caller, !(line && sliders), "line and sliders are both given; choose one.");
  const summary = summarizeSquaredError(x, y, caller);
  ensure(
    caller,
    !line || Number.isFinite(meanSquaredError(summary, line)),
    `line must have a mean squared error that does not overflow, got slope ${line?.slope} and intercept ` +
      `${line?.intercept}. Choose a line closer to the points.`,
  );
  const { xDomain = niceDomain(extent(x)), yDomain = niceDomain(extent(y)) } = options;
  const axes = axesOf(
    { title: options.xTitle, format: options.xFormat, domain: xDomain },
    { title: options.yTitle, format: options.yFormat, domain: yDomain },
  );
  const { layer, left } = framedPoints(caller, { x, y, axes, maxPoints, noun });
  const frame = { position: onAxes(axes), xDomain, yFormat: axes.y.format };
  return themed({
    title: heading({ title, subtitle: left && `${left}; lines and errors count all ${countText(x.length)}` }),
    width: maximumWidth,
    height: 400,
    autosize: { type: "fit-x", contains: "padding" },
    params: sliders && [
      sliderParameter(caller, "slope", sliders.slope),
      sliderParameter(caller, "intercept", sliders.intercept),
      { name: "meanSquaredError", expr: meanSquaredErrorExpression(summary, "slope", "intercept") },
    ],
    layer: [
      layer,
      ...linesOf(options, summary.leastSquares).flatMap((each, row) =>
        lineLayers(each, summary, { ...frame, row }),
      ),
    ],
  });
}

function aLine(owner: string, name: string, { slope, intercept }: Line): void {
  aNumber(owner, `${name}.slope`, slope);
  aNumber(owner, `${name}.intercept`, intercept);
}

/** A line of a chart, with slope and intercept as Vega expressions: numbers, or names of parameters. */
interface FittedLine {
  name: string;
  slope: string;
  intercept: string;
  /** Drawn dashed and dark, for comparison with another line. */
  isReference?: boolean;
}

/** The least-squares line, and the one that is given or moved. */
function linesOf({ line, sliders, lineName }: ScatterWithLineOptions, leastSquares: Line): FittedLine[] {
  const inWords = ({ slope, intercept }: Line) => ({ slope: `${slope}`, intercept: `${intercept}` });
  const best = { name: "least squares", ...inWords(leastSquares) };
  const given = sliders ? { slope: "slope", intercept: "intercept" } : line && inWords(line);
  if (!given) return [best];
  return [
    { ...best, isReference: true },
    { name: lineName ?? (sliders ? "your line" : "line"), ...given },
  ];
}

/**
 * A line across the frame, and above it in its row (0 for the lowest) its look, equation and mean squared error.
 *
 * @param frame.position the chart's x and y channels, on whose scales the line is drawn
 * @param frame.yFormat d3 number format of the root of the error, which has the unit of y
 */
function lineLayers(
  { name, slope, intercept, isReference }: FittedLine,
  summary: SquaredErrorSummary,
  frame: { position: Position; xDomain: Domain; yFormat: string; row: number },
): Layer[] {
  const look = isReference
    ? { stroke: colours.black, strokeDash: [6, 4], strokeWidth: 1.75 }
    : { stroke: colours.vermilion, strokeWidth: 2.5 };
  const error = meanSquaredErrorExpression(summary, slope, intercept);
  const equation =
    `"y = " + format(${slope}, ",.4~r") + " x " + (${intercept} < 0 ? "− " : "+ ") + ` +
    `format(abs(${intercept}), ",.4~r")`;
  const told =
    `${JSON.stringify(`${name}: `)} + ${equation} + "; mean squared error " + format(${error}, ".4~g") + ` +
    `" ≈ (" + format(sqrt(${error}), ${JSON.stringify(frame.yFormat)}) + ")²"`;
  return [
    {
      data: { values: frame.xDomain.map((x) => ({ x })) },
      transform: [{ calculate: `${slope} * datum.x + (${intercept})`, as: "y" }],
      mark: { type: "line", clip: true, tooltip: null, ...look },
      encoding: frame.position,
    },
    ...lineKeyLayers(look, { expr: told }, -12 - frame.row * keyRow),
  ];
}

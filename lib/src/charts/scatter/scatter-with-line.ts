import type { TopLevelSpec } from "vega-lite";
import { onAxes, type Layer, type Position } from "../common/channels";
import { aNumber, assertPairs, checkOptions, ensure, optional } from "../common/check";
import { keyRow, lineKeyLayers } from "../common/key";
import { countText } from "../common/number-text";
import { type Domain } from "../common/numbers";
import { sliderParameter, type Slider } from "../common/slider";
import { colours, fullWidth, heading, themed } from "../common/theme";
import { framedPoints, pointChecks, type PointsOptions } from "./points";
import {
  meanSquaredError,
  meanSquaredErrorExpression,
  summarizeSquaredError,
  type Line,
  type SquaredErrorSummary,
} from "./squared-error";

export type { Slider };

export interface ScatterWithLineOptions extends PointsOptions {
  /** One finite number per point, at least two different ones. */
  x: ArrayLike<number>;
  /** One finite number per point. */
  y: ArrayLike<number>;
  /** A line to draw beside the least-squares line. Not together with `sliders`. */
  line?: Line;
  /** Sliders that move a line, whose mean squared error is told at once. */
  sliders?: { slope: Slider; intercept: Slider };
  /** What is told of the line that `line` or `sliders` gives. Default "your line" with sliders, else "line". */
  lineName?: string;
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
  const { x, y, title, line, sliders } = options;
  assertPairs(caller, x, y);
  checkOptions(caller, options, { ...pointChecks, line: optional(aLine) });
  ensure(caller, !(line && sliders), "line and sliders are both given; choose one.");
  const summary = summarizeSquaredError(x, y, caller);
  ensure(
    caller,
    !line || Number.isFinite(meanSquaredError(summary, line)),
    `line must have a mean squared error that does not overflow, got slope ${line?.slope} and intercept ` +
      `${line?.intercept}. Choose a line closer to the points.`,
  );
  const { axes, layer, left } = framedPoints(caller, { x, y }, options);
  const frame = { position: onAxes(axes), xDomain: axes.x.domain, yFormat: axes.y.format };
  return themed({
    title: heading({ title, subtitle: left && `${left}; lines and errors count all ${countText(x.length)}` }),
    ...fullWidth(400),
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

import * as check from "../common/check";
import { ensure, type Domain } from "../common/check";
import { keyRow, lineKeyLayers } from "../common/key";
import { onAxes, silent, sliderParameter, type Layer, type Position, type Slider } from "../common/layers";
import { chart, colours, fullWidth } from "../common/theme";
import { framedPoints, pointChecks, type PointsOptions } from "./points";
import { errorExpression, meanSquaredError, summarizeSquaredError } from "./squared-error";
import type { Line, SquaredErrorSummary } from "./squared-error";

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

/**
 * Points with straight lines through them, each with its mean squared error over *all* points: the
 * least-squares line (dashed when there is another), and optionally a given line or one that two sliders move
 * (Vega parameters `slope` and `intercept`; the error is the parameter `meanSquaredError`).
 *
 * @returns a Vega-Lite chart, 680 pixels wide, with fixed axes
 * @throws ChartError if data are empty, not finite, of unequal length or all at one x, or a slider's range or
 *   a domain is wrong
 * @function
 */
export const scatterWithLine = chart<ScatterWithLineOptions>(
  "scatterWithLine",
  { ...pointChecks, line: check.optional(aLine) },
  (options) => {
    const { x, y, line, sliders } = options;
    check.assertPairs(x, y);
    ensure(!(line && sliders), "line and sliders are both given; choose one.");
    const summary = summarizeSquaredError(x, y);
    ensure(
      !line || Number.isFinite(meanSquaredError(summary, line)),
      `line must have a mean squared error that does not overflow, got slope ${line?.slope} and intercept ` +
        `${line?.intercept}. Choose a line closer to the points.`,
    );
    const { axes, layer, subtitle } = framedPoints({ x, y }, options, "lines and errors count");
    const frame = { position: onAxes(axes), xDomain: axes.x.domain, yFormat: axes.y.format };
    return {
      subtitle,
      ...fullWidth(400),
      params: sliders && [
        sliderParameter("slope", sliders.slope),
        sliderParameter("intercept", sliders.intercept),
        { name: "meanSquaredError", expr: errorExpression(summary, "slope", "intercept") },
      ],
      layer: [
        layer,
        ...linesOf(options, summary.leastSquares).flatMap((each, row) =>
          lineLayers(each, summary, { ...frame, row }),
        ),
      ],
    };
  },
);

function aLine(name: string, { slope, intercept }: Line): void {
  check.number(`${name}.slope`, slope);
  check.number(`${name}.intercept`, intercept);
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
  const error = errorExpression(summary, slope, intercept);
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
      mark: { type: "line", clip: true, ...silent, ...look },
      encoding: { ...frame.position },
    },
    ...lineKeyLayers(look, { expr: told }, -12 - frame.row * keyRow),
  ];
}

import type { Layer, Position } from "../common/chart-types";
import { meanSquaredErrorExpression, type SquaredErrorSummary } from "./squared-error";
import { colours } from "../common/theme";

/** A line of a chart, with slope and intercept as Vega expressions: numbers, or names of parameters. */
export interface FittedLine {
  name: string;
  slope: string;
  intercept: string;
  /** Drawn dashed and dark, for comparison with another line. */
  isReference?: boolean;
  /** Which row above the frame tells of it, 1 for the lowest. */
  row: number;
}

/** Height of a row above the frame, in pixels. */
const keyRowHeight = 18;

/**
 * Vega-Lite layers that draw a line across the frame and tell of it above: its look, equation and mean
 * squared error.
 *
 * @param position the chart's x and y channels, on whose scales the line is drawn
 * @param xDomain where the line begins and ends
 * @param yFormat d3 number format of the root of the error, which has the unit of y
 */
export function fittedLineLayers(
  line: FittedLine,
  summary: SquaredErrorSummary,
  { position, xDomain, yFormat }: { position: Position; xDomain: readonly [number, number]; yFormat: string },
): Layer[] {
  const { name, slope, intercept, isReference = false, row } = line;
  const look = isReference
    ? { stroke: colours.black, strokeDash: [6, 4], strokeWidth: 1.75 }
    : { stroke: colours.vermilion, strokeWidth: 2.5 };
  const y = -12 - (row - 1) * keyRowHeight;
  const error = meanSquaredErrorExpression(summary, slope, intercept);
  const equation =
    `"y = " + format(${slope}, ",.4~r") + " x " + (${intercept} < 0 ? "− " : "+ ") + ` +
    `format(abs(${intercept}), ",.4~r")`;
  const told =
    `${JSON.stringify(`${name}: `)} + ${equation} + "; mean squared error " + format(${error}, ".4~g") + ` +
    `" ≈ (" + format(sqrt(${error}), ${JSON.stringify(yFormat)}) + ")²"`;
  return [
    {
      data: { values: xDomain.map((x) => ({ x })) },
      transform: [{ calculate: `${slope} * datum.x + (${intercept})`, as: "y" }],
      mark: { type: "line", clip: true, tooltip: null, ...look },
      encoding: position,
    },
    {
      data: { values: [{}] },
      mark: { type: "rule", ...look },
      encoding: { x: { value: 0 }, x2: { value: 28 }, y: { value: y } },
    },
    {
      data: { values: [{}] },
      mark: { type: "text", x: 36, y, align: "left", baseline: "middle", text: { expr: told } },
    },
  ];
}

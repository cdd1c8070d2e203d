import type { TopLevelSpec } from "vega-lite";
import { ChartError } from "./chart-error";
import type { Position } from "./chart-types";
import { assertDomain, assertNumber, assertPairs, assertText } from "./check-input";
import { fittedLineLayers } from "./fitted-line";
import { extent, niceDomain } from "./nice-domain";
import { csvRows } from "./rows";
import { sampleRows } from "./sample-rows";
import { sliderParameter, type Slider } from "./slider";
import { meanSquaredErrorExpression, summarizeSquaredError, type Line } from "./squared-error";
import { heading, maximumWidth, themed } from "./theme";

export type { Slider } from "./slider";

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
  const { x, y, title, xTitle, yTitle, line, sliders, maxPoints = 1500, noun = "points" } = options;
  const { xFormat = ",.4~r", yFormat = ",.4~r" } = options;
  checkOptions(options);
  const summary = summarizeSquaredError(x, y, caller);
  const xDomain = options.xDomain ?? niceDomain(extent(x));
  const yDomain = options.yDomain ?? niceDomain(extent(y));

  const inside: number[] = [];
  for (let row = 0; row < x.length; row++) {
    if (within(x[row], xDomain) && within(y[row], yDomain)) inside.push(row);
  }
  if (!inside.length) throw new ChartError(`${caller}: none of the ${x.length} ${noun} lies in the frame.`);
  const drawn = sampleRows(inside, maxPoints, { x, y });

  const { leastSquares } = summary;
  const given = sliders ? { slope: "slope", intercept: "intercept" } : line && inWords(line);
  const name = options.lineName ?? (sliders ? "your line" : "line");
  const best = { name: "least squares", ...inWords(leastSquares), row: 1 };
  const lines = given
    ? [
        { ...best, isReference: true },
        { name, ...given, row: 2 },
      ]
    : [best];
  const position: Position = {
    x: {
      field: "x",
      type: "quantitative",
      scale: fixed(xDomain),
      axis: { title: xTitle, format: xFormat, tickCount: 8 },
    },
    y: {
      field: "y",
      type: "quantitative",
      scale: fixed(yDomain),
      axis: { title: yTitle, format: yFormat, tickCount: 8 },
    },
  };

  return themed({
    title: heading({ title, subtitle: subtitleOf(x.length, inside.length, drawn.length, noun) }),
    width: maximumWidth,
    height: 400,
    autosize: { type: "fit-x", contains: "padding" },
    params: sliders && [
      sliderParameter(caller, "slope", sliders.slope),
      sliderParameter(caller, "intercept", sliders.intercept),
      { name: "meanSquaredError", expr: meanSquaredErrorExpression(summary, "slope", "intercept") },
    ],
    layer: [
      {
        data: csvRows({ x: drawn.map((row) => x[row]), y: drawn.map((row) => y[row]) }),
        mark: {
          type: "point",
          ...(drawn.length > 500 ? { size: 14, opacity: 0.3 } : { size: 36, opacity: 0.65 }),
        },
        encoding: {
          ...position,
          tooltip: [
            { field: "x", type: "quantitative", title: xTitle, format: xFormat },
            { field: "y", type: "quantitative", title: yTitle, format: yFormat },
          ],
        },
      },
      ...lines.flatMap((each) => fittedLineLayers(each, summary, { position, xDomain, yFormat })),
    ],
  });
}

/** A line's numbers as Vega expressions. */
const inWords = ({ slope, intercept }: Line) => ({ slope: `${slope}`, intercept: `${intercept}` });

/** Says so where not all points are drawn; nothing where all are. */
function subtitleOf(all: number, inside: number, drawn: number, noun: string): string | undefined {
  if (drawn === all) return undefined;
  const count = (n: number): string => n.toLocaleString("en-US");
  const outside = inside < all ? `; ${count(all - inside)} lie outside the frame` : "";
  return `${count(drawn)} of ${count(all)} ${noun} are drawn${outside}; lines and errors count all ${count(all)}`;
}

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
  const { maxPoints = 1 } = rest;
  if (!(Number.isInteger(maxPoints) && maxPoints > 0)) {
    throw new ChartError(`${caller}: maxPoints is ${maxPoints}; a whole number above 0 is wanted.`);
  }
}

const within = (value: number, [low, high]: readonly [number, number]): boolean =>
  value >= low && value <= high;

const fixed = (domain: readonly [number, number]) => ({ domain: [...domain], nice: false, zero: false });

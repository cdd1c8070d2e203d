import { bin, sum } from "d3-array";
import * as check from "./common/check";
import { ensure, least, placing, type AxisOptions, type Domain } from "./common/check";
import { lineKeyLayers } from "./common/key";
import { along, mark, onAxes, silent, told } from "./common/layers";
import type { Axes, FixedAxis, Layer, Position } from "./common/layers";
import { countText, extent, niceDomain, outsideText } from "./common/numbers";
import { roundMultiple, roundStep, withEnoughDigits } from "./common/numbers";
import { csvOf, csvRows } from "./common/rows";
import { chart, colours, fullWidth, joined } from "./common/theme";
import { thinnedCurve, type Curve } from "./curves/curves";

export interface HistogramOptions extends Pick<AxisOptions, "xFormat" | "xDomain"> {
  /** Finite numbers, one at least. All are counted; the chart holds the bins alone. */
  values: ArrayLike<number>;
  /**
   * How many bins, a whole number from 1 to 200. Default 40. Their edges are round numbers, so that there may
   * be fewer; within `xDomain` there are exactly this many.
   */
  bins?: number;
  /** What the chart shows, as a finding. */
  title: string;
  /** What the values are, with their unit. */
  xTitle: string;
  /** What the bars' heights are. Default "number of …" by the noun, or "density". */
  yTitle?: string;
  /** Whether heights are shares of all values per unit of x, so that all bars' areas sum to 1. Default false. */
  density?: boolean;
  /** A curve over the bars, in the unit of their heights, such as a normal density with `density`. */
  curve?: Curve;
  /** What the values are, in the plural. Default "values". */
  noun?: string;
}

const mostCurvePoints = 300;

/**
 * How many of the values lie in each of equally wide bins, and optionally a curve to compare with. A value on
 * an edge counts in the bin to its right.
 *
 * @returns a Vega-Lite chart, 680 pixels wide, with fixed axes
 * @throws ChartError if values or curve are empty or not finite, `bins` is not a whole number from 1 to 200, the
 *   domain is wrong, or no value lies in it
 * @function
 */
export const histogram = chart<HistogramOptions>(
  "histogram",
  {
    values: check.numbers,
    title: check.text,
    xTitle: check.text,
    yTitle: check.optional(check.text),
    bins: check.optional(check.wholeNumber(1, 200)),
    xDomain: check.axes.xDomain,
    curve: check.optional(curveOfHeights),
  },
  (options) => {
    const { values, bins = 40, xTitle, density = false, curve, noun = "values" } = options;
    const { edges, counts, outside } = options.xDomain
      ? binsBetween(values, bins, options.xDomain)
      : roundBins(values, bins, extent(values));
    check.assertSomeInside(noun, values.length, values.length - outside);
    const densityOf = (count: number, place: number): number =>
      count / values.length / (edges[place + 1] - edges[place]);
    const heights = density ? counts.map(densityOf) : counts;
    const domain: Domain = [edges[0], edges[edges.length - 1]];
    const format = options.xFormat ?? withEnoughDigits(",.4~r", domain);
    const top = Math.max(...heights, ...(curve ? extent(curve.y) : []));
    const yTitle = options.yTitle ?? (density ? "density" : `number of ${noun}`);
    const yFormat = density ? (top < 1e-3 ? ".2~e" : ".3~g") : ",d";
    const axes: Axes = {
      x: { title: xTitle, format, domain },
      y: { title: yTitle, format: yFormat, domain: [0, niceDomain([0, top], 6)[1]], ticks: 6 },
    };
    const bars = counts.map((count, place) => ({
      from: edges[place],
      to: edges[place + 1],
      height: heights[place],
      // As text: as numbers they would be rounded to four digits.
      n: countText(count),
    }));
    const inBins = counts.length === 1 ? "one bin" : `${counts.length} bins of equal width`;
    return {
      subtitle: joined(`${countText(values.length)} ${noun} in ${inBins}`, outsideText(outside)),
      ...fullWidth(320),
      layer: [
        {
          data: csvOf(bars, ["from", "to", "height", "n"]),
          mark: { type: "rect", fill: colours.blue, fillOpacity: 0.75, stroke: "white", strokeWidth: 0.5 },
          encoding: {
            x: along("from", axes.x),
            x2: { field: "to" },
            y: heightChannel("height", axes.y, density),
            y2: { datum: 0 },
            tooltip: [
              told("from", `${xTitle} from`, format),
              told("to", "to below", format),
              told("n", noun),
              ...(density ? [told("height", yTitle, yFormat)] : []),
            ],
          },
        },
        ...(curve ? curveLayers(curve, { ...onAxes(axes), y: heightChannel("y", axes.y, density) }) : []),
      ],
    };
  },
);

/** Counts have labels at whole numbers alone; zero has none of the exponents that small densities need. */
function heightChannel(field: string, y: FixedAxis, density: boolean): Position["y"] {
  const channel = along(field, y);
  const labelExpr = 'datum.value === 0 ? "0" : datum.label';
  const top = Math.floor(y.domain[1]);
  const values = density || top > 6 ? undefined : [...Array(top + 1).keys()];
  return { ...channel, axis: { ...channel.axis, labelExpr, ...(values && { values }) } };
}

/** Values counted in bins of equal width: bin k reaches from `edges[k]` up to, not including, `edges[k + 1]`. */
export interface EqualWidthBins {
  /** One more than there are bins, in ascending order. */
  edges: number[];
  counts: number[];
  /** How many values lie in no bin. */
  outside: number;
}

/**
 * Counts values in bins whose edges are round numbers: multiples of 1, 2 or 5 times a power of ten, so that
 * there are at most `atMost` bins, or one more.
 *
 * @param values finite numbers, one at least
 * @param atMost a whole number ≥ 1
 * @param range smallest and greatest value
 */
export function roundBins(values: ArrayLike<number>, atMost: number, [low, high]: Domain): EqualWidthBins {
  if (high - low < least) {
    const half = Math.max(0.5, 1e-8 * Math.abs(low));
    return binsBetween(values, 1, [low - half, low + half]);
  }
  // So close together, edges cannot be told apart once they are rounded.
  if (high - low < 1e-8 * Math.max(Math.abs(low), Math.abs(high))) return binsBetween(values, 1, [low, high]);
  const width = roundStep([low, high], atMost);
  // Division rounds as well, so that the edges found may miss the extreme values by one bin.
  let first = Math.floor(low / width);
  while (roundMultiple(first, width) > low) first--;
  // The greatest value gets a bin of its own where it stands on an edge, since bins exclude their upper end.
  let last = Math.floor(high / width) + 1;
  while (roundMultiple(last, width) <= high) last++;
  const edges = Array.from({ length: last - first + 1 }, (_, k) => roundMultiple(first + k, width));
  return countBetween(values, edges);
}

/** Counts values in exactly `bins` bins between two numbers, the last of which takes in its upper end. */
export function binsBetween(values: ArrayLike<number>, bins: number, [low, high]: Domain): EqualWidthBins {
  const edges = Array.from({ length: bins }, (_, k) => low + (k * (high - low)) / bins);
  return countBetween(values, [...edges, high]);
}

function countBetween(values: ArrayLike<number>, edges: number[]): EqualWidthBins {
  const counted = bin()
    .domain([edges[0], edges[edges.length - 1]])
    .thresholds(edges.slice(1, -1))(Array.from(values));
  const counts = counted.map(({ length }) => length);
  return { edges, counts, outside: values.length - sum(counts) };
}

/** A curve over a chart of heights, and above the frame how it looks and what it is called. */
function curveLayers(curve: Curve, position: Position): Layer[] {
  const look = { stroke: colours.vermilion, strokeWidth: 2.5 };
  const { x, y } = thinnedCurve(curve, mostCurvePoints);
  return [
    mark("line", { clip: true, ...silent, ...look }, { ...position }, csvRows({ x, y })),
    ...lineKeyLayers(look, curve.name),
  ];
}

/** A curve that has a name, and finite heights ≥ 0, one for each x. */
function curveOfHeights(_: string, { name, x, y }: Curve): void {
  check.text("the curve's name", name);
  placing(`curve "${name}"`, () => check.assertPairs(x, y));
  const below = Array.from(y).findIndex((height) => height < 0);
  ensure(below < 0, `curve "${name}" has y[${below}] = ${y[below]}; heights ≥ 0 are wanted.`);
}

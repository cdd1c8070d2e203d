import { withEnoughDigits } from "../common/number-text";
import type { TopLevelSpec } from "vega-lite";
import { ChartError } from "../common/chart-error";
import type { Layer, Position } from "../common/chart-types";
import { assertDomain, assertNumbers, assertSomeInside, assertText } from "../common/check-input";
import type { Curve } from "../curves/curves";
import { binsBetween, roundBins, type EqualWidthBins } from "./equal-width-bins";
import { extent, niceDomain } from "../common/nice-domain";
import { assertOverlayCurve, overlayCurveLayers } from "./overlay-curve";
import { along, countText, outsideText, type FixedAxis } from "../common/plot-frame";
import type { Axes } from "../scatter/point-layer";
import { csvRows } from "../common/rows";
import { colours, heading, maximumWidth, themed } from "../common/theme";

export interface HistogramOptions {
  /** Finite numbers, one at least. All are counted; the chart holds the bins alone. */
  values: ArrayLike<number>;
  /**
   * How many bins, a whole number from 1 to 200. Default 40. Their edges are round numbers, so that there may
   * be fewer; within `xDomain` there are exactly so many.
   */
  bins?: number;
  /** What the chart shows, as a finding. */
  title: string;
  /** What the values are, with their unit. */
  xTitle: string;
  /** What the bars' heights are. Default "number of …" by the noun, or "density". */
  yTitle?: string;
  /** d3 number format of the values. Default ",.4~r". */
  format?: string;
  /** Whether heights are shares of all values per unit of x, so that all bars' areas sum to 1. Default false. */
  density?: boolean;
  /** A curve over the bars, in the unit of their heights, such as a normal density with `density`. */
  curve?: Curve;
  /** What the values are, in the plural. Default "values". */
  noun?: string;
  /** First and last value of the frame. Default: all values, to edges of bins. */
  xDomain?: readonly [number, number];
}

const caller = "histogram";

/**
 * How many of the values lie in each of equally wide bins, and optionally a curve to compare with. A value on
 * an edge counts in the bin to its right.
 *
 * @returns a Vega-Lite chart, 680 pixels wide, with fixed axes
 * @throws ChartError if values or curve are empty or not finite, `bins` is not a whole number from 1 to 200, the
 *   domain is wrong, or no value lies in it
 */
export function histogram(options: HistogramOptions): TopLevelSpec {
  checkOptions(options);
  const { values, bins = 40, title, density = false, curve, noun = "values" } = options;
  const binned = options.xDomain
    ? binsBetween(values, bins, options.xDomain)
    : roundBins(values, bins, extent(values));
  const { edges, counts, outside } = binned;
  assertSomeInside(caller, noun, values.length, values.length - outside);
  const heights = density
    ? counts.map((count, bin) => count / values.length / (edges[bin + 1] - edges[bin]))
    : counts;
  const domain: [number, number] = [edges[0], edges[edges.length - 1]];
  const format = options.format ?? withEnoughDigits(",.4~r", domain);
  const top = Math.max(...heights, ...(curve ? extent(curve.y) : []));
  const axes: Axes = {
    x: { title: options.xTitle, format, domain },
    y: {
      title: options.yTitle ?? (density ? "density" : `number of ${noun}`),
      format: density ? (top < 1e-3 ? ".2~e" : ".3~g") : ",d",
      domain: [0, niceDomain([0, top], 6)[1]],
      ticks: 6,
    },
  };
  const position = { x: along("x", axes.x), y: heightChannel("y", axes.y, density) };
  return themed({
    title: heading({ title, subtitle: subtitleOf(values.length, binned, noun) }),
    width: maximumWidth,
    height: 320,
    autosize: { type: "fit-x", contains: "padding" },
    layer: [
      barLayer(binned, heights, { axes, noun, density }),
      ...(curve ? overlayCurveLayers(curve, position) : []),
    ],
  });
}

function subtitleOf(all: number, { counts, outside }: EqualWidthBins, noun: string): string {
  const told = `${countText(all)} ${noun} in ${counts.length} bins of equal width`;
  return [told, outsideText(outside)].filter(Boolean).join("; ");
}

function barLayer(
  { edges, counts }: EqualWidthBins,
  heights: readonly number[],
  { axes: { x, y }, noun, density }: { axes: Axes; noun: string; density: boolean },
): Layer {
  return {
    // Counts as text: as numbers they would be rounded to four digits.
    data: csvRows({
      from: edges.slice(0, -1),
      to: edges.slice(1),
      height: heights,
      n: counts.map(countText),
    }),
    mark: { type: "rect", fill: colours.blue, fillOpacity: 0.75, stroke: "white", strokeWidth: 0.5 },
    encoding: {
      x: along("from", x),
      x2: { field: "to" },
      y: heightChannel("height", y, density),
      y2: { datum: 0 },
      tooltip: [
        { field: "from", type: "quantitative", title: `${x.title} from`, format: x.format },
        { field: "to", type: "quantitative", title: "to below", format: x.format },
        { field: "n", type: "nominal", title: noun },
        ...(density
          ? [{ field: "height", type: "quantitative", title: y.title, format: y.format } as const]
          : []),
      ],
    },
  };
}

/** Counts have labels at whole numbers alone; zero has none of the exponents that small densities need. */
function heightChannel(field: string, y: FixedAxis, density: boolean): Position["y"] {
  const channel = along(field, y);
  const labelExpr = 'datum.value === 0 ? "0" : datum.label';
  const top = Math.floor(y.domain[1]);
  const values = density || top > 6 ? undefined : Array.from({ length: top + 1 }, (_, count) => count);
  return { ...channel, axis: { ...channel.axis, labelExpr, ...(values && { values }) } };
}

function checkOptions({ values, bins = 1, title, xTitle, yTitle = "y", ...rest }: HistogramOptions): void {
  assertNumbers(caller, "values", values);
  for (const [name, text] of Object.entries({ title, xTitle, yTitle })) assertText(caller, name, text);
  if (!(Number.isInteger(bins) && bins >= 1 && bins <= 200)) {
    throw new ChartError(`${caller}: bins is ${bins}; a whole number from 1 to 200 is wanted.`);
  }
  if (rest.xDomain) assertDomain(caller, "xDomain", rest.xDomain);
  if (rest.curve) assertOverlayCurve(caller, rest.curve);
}

import { max, min, quantileSorted, sum } from "d3-array";
import * as check from "../common/check";
import { ensure } from "../common/check";
import { alongSymbol, keyText } from "../common/key";
import { along, mark, onAxes, once, silent, told, type Axes, type Layer } from "../common/layers";
import { countText, extent } from "../common/numbers";
import { csvOf } from "../common/rows";
import { chart, colours, fullWidth } from "../common/theme";
import { framedPoints, pointChecks, type PointsOptions } from "./points";

/** In the common options x are the predictions and y the residuals. */
export interface ResidualsOptions extends PointsOptions {
  /** ŷ, one finite number per sample. */
  predictions: ArrayLike<number>;
  /** y − ŷ, one finite number per sample: above 0 where the prediction is too low. */
  residuals: ArrayLike<number>;
}

/**
 * Residuals over predictions, a line at zero, and how the residuals spread: in each of ten groups of
 * predictions, equally many in each, the median and the 10 % and 90 % quantile, joined to a line and a band. A
 * good model's medians lie on zero; a band that widens says that the errors grow with the prediction.
 *
 * @returns a Vega-Lite chart, 680 pixels wide, with fixed axes
 * @throws ChartError if data are empty, not finite or of unequal length, a domain is wrong, or no point lies in
 *   the frame
 * @function
 */
export const residuals = chart<ResidualsOptions>(
  "residuals",
  { predictions: check.numbers, residuals: check.numbers, ...pointChecks },
  (options) => {
    const { predictions: x, residuals: y, noun = "points" } = options;
    ensure(
      x.length === y.length,
      `predictions has ${x.length} values and residuals has ${y.length}; one residual for each prediction is wanted.`,
    );
    const yRange = extent([0, ...extent(y)]);
    const { axes, layer, subtitle } = framedPoints({ x, y, yRange }, options, "the band counts");
    const groups = spreadByGroups(x, y);
    const ofZero = { clip: true, stroke: colours.black, strokeWidth: 1.25, ...silent };
    return {
      subtitle,
      ...fullWidth(400),
      layer: [
        bandLayer(groups, axes),
        layer,
        mark("rule", ofZero, { y: along("zero", axes.y) }, { values: [{ zero: 0 }] }),
        ...quantileLayers(groups, axes, noun),
        ...spreadKeyLayers(groups, noun),
      ],
    };
  },
);

/** How y spreads where x lies in one stretch. */
export interface SpreadOfGroup {
  /** The smallest, the median and the greatest x of the group. */
  from: number;
  x: number;
  to: number;
  /** How many points the group has. */
  count: number;
  /** The 10 %, 50 % and 90 % quantiles of its y. */
  low: number;
  middle: number;
  high: number;
}

/** With fewer points in a group its 10 % and 90 % quantiles are little more than single points. */
const leastGroup = 20;

/**
 * Cuts points into groups of (nearly) equal size in the order of x, and tells how y spreads in each. Points of
 * equal x stay together, so that there may be fewer groups, and unequal ones.
 *
 * @param x finite numbers, one at least
 * @param y as many
 * @param groups how many are wanted, where there are points enough: 20 per group, else fewer groups, at least one
 */
export function spreadByGroups(x: ArrayLike<number>, y: ArrayLike<number>, groups = 10): SpreadOfGroup[] {
  const order = [...Array(x.length).keys()].sort((a, b) => x[a] - x[b]);
  const wanted = Math.max(1, Math.min(groups, Math.floor(order.length / leastGroup)));
  const starts = [0];
  for (let cut = 1; cut < wanted; cut++) {
    let start = Math.round((cut * order.length) / wanted);
    while (start < order.length && x[order[start]] === x[order[start - 1]]) start++;
    if (start > starts[starts.length - 1] && start < order.length) starts.push(start);
  }
  return starts.map((start, group) => {
    const rows = order.slice(start, starts[group + 1]);
    const sortedX = rows.map((row) => x[row]);
    const sortedY = Float64Array.from(rows, (row) => y[row]).sort();
    return {
      from: sortedX[0],
      x: quantile(sortedX, 0.5),
      to: sortedX[rows.length - 1],
      count: rows.length,
      low: quantile(sortedY, 0.1),
      middle: quantile(sortedY, 0.5),
      high: quantile(sortedY, 0.9),
    };
  });
}

/** Of sorted values, interpolated linearly between neighbours, as in NumPy and R (type 7 of Hyndman and Fan, 1996). */
export const quantile = (sorted: ArrayLike<number>, share: number): number =>
  quantileSorted(sorted as number[], share) as number;

/**
 * Corners of the band, one per group at its median x; a single group's band spans all its points, or the frame if
 * they stand at one x.
 */
function corners(groups: readonly SpreadOfGroup[], { x: { domain } }: Axes) {
  const [only] = groups;
  const ends = only.from < only.to ? [only.from, only.to] : domain;
  return groupRows(groups.length === 1 ? ends.map((x) => ({ ...only, x })) : groups);
}

/** Counts as text: as numbers they would be rounded to four digits. */
const groupRows = (groups: readonly SpreadOfGroup[]) =>
  csvOf(
    groups.map((group) => ({ ...group, n: countText(group.count) })),
    ["x", "from", "to", "n", "low", "middle", "high"],
  );

/** In the order in which they are drawn, the median last. */
const quantiles = ["low", "high", "middle"] as const;

const bandLook = { fill: colours.orange, fillOpacity: 0.28 };
const edgeLook = { stroke: colours.vermilion, strokeWidth: 1.25, strokeDash: [4, 3] };
const lineLook = { low: edgeLook, middle: { stroke: colours.vermilion, strokeWidth: 2.5 }, high: edgeLook };
const clipped = { clip: true, ...silent };

/** The band from the 10 % to the 90 % quantile; to be drawn under the points. */
export const bandLayer = (groups: readonly SpreadOfGroup[], axes: Axes): Layer =>
  mark(
    "area",
    { ...clipped, ...bandLook },
    { ...onAxes(axes, "x", "low"), y2: { field: "high" } },
    corners(groups, axes),
  );

/** Lines along the three quantiles, with a dot at each group's median that tells of the group. */
export function quantileLayers(groups: readonly SpreadOfGroup[], axes: Axes, noun: string): Layer[] {
  const { x, y } = axes;
  const data = corners(groups, axes);
  const lines = quantiles.map((field) =>
    mark("line", { ...clipped, ...lineLook[field] }, onAxes(axes, "x", field), data),
  );
  const dots: Layer = {
    data: groupRows(groups),
    mark: { type: "point", clip: true, size: 40, opacity: 1, fill: colours.vermilion, stroke: "white" },
    encoding: {
      ...onAxes(axes, "x", "middle"),
      tooltip: [
        told("n", noun),
        told("from", `${x.title} from`, x.format),
        told("to", "to", x.format),
        told("low", "10 % quantile", y.format),
        told("middle", "median", y.format),
        told("high", "90 % quantile", y.format),
      ],
    },
  };
  return [...lines, dots];
}

/** Above the frame: how the band looks and what it is. */
export function spreadKeyLayers(groups: readonly SpreadOfGroup[], noun: string): Layer[] {
  const sizes = groups.map(({ count }) => count);
  const each = min(sizes) === max(sizes) ? "" : "about ";
  const size = countText(Math.round(sum(sizes) / sizes.length));
  const of =
    groups.length === 1 ? `of all ${size} ${noun}` : `in ${groups.length} groups of ${each}${size} ${noun}`;
  const heights = { low: -5, middle: -12, high: -19 };
  const ofBand = { ...alongSymbol(heights.high), y2: { value: heights.low } };
  return [
    mark("rect", bandLook, ofBand, once),
    ...quantiles.map((line) => mark("rule", lineLook[line], alongSymbol(heights[line]), once)),
    keyText(`10 % quantile, median and 90 % quantile ${of}`),
  ];
}

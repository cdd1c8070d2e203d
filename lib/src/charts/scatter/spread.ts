import { max, min, quantileSorted, sum } from "d3-array";
import { along, told, type Axes, type Layer } from "../common/channels";
import { countText } from "../common/number-text";
import { csvOf } from "../common/rows";
import { colours } from "../common/theme";

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
 * @param groups how many are wanted, where there are points enough: 20 a group, else fewer groups, at least one
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

/** The band from the 10 % to the 90 % quantile; to be drawn under the points. */
export const bandLayer = (groups: readonly SpreadOfGroup[], axes: Axes): Layer => ({
  data: corners(groups, axes),
  mark: { type: "area", clip: true, tooltip: null, ...bandLook },
  encoding: { x: along("x", axes.x), y: along("low", axes.y), y2: { field: "high" } },
});

/** Lines along the three quantiles, with a dot at each group's median that tells of the group. */
export function quantileLayers(groups: readonly SpreadOfGroup[], axes: Axes, noun: string): Layer[] {
  const { x, y } = axes;
  const data = corners(groups, axes);
  const lines = quantiles.map((field): Layer => ({
    data,
    mark: { type: "line", clip: true, tooltip: null, ...lineLook[field] },
    encoding: { x: along("x", x), y: along(field, y) },
  }));
  const dots: Layer = {
    data: groupRows(groups),
    mark: { type: "point", clip: true, size: 40, opacity: 1, fill: colours.vermilion, stroke: "white" },
    encoding: {
      x: along("x", x),
      y: along("middle", y),
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
  const data = { values: [{}] };
  const [x, x2] = [{ value: 0 }, { value: 28 }];
  const lines = { low: -5, middle: -12, high: -19 };
  const text = `10 % quantile, median and 90 % quantile ${of}`;
  return [
    { data, mark: { type: "rect", ...bandLook }, encoding: { x, x2, y: { value: -19 }, y2: { value: -5 } } },
    ...quantiles.map((line): Layer => ({
      data,
      mark: { type: "rule", ...lineLook[line] },
      encoding: { x, x2, y: { value: lines[line] } },
    })),
    { data, mark: { type: "text", x: 36, y: -12, align: "left", baseline: "middle", text } },
  ];
}

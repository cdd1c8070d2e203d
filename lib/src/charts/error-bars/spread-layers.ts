import type { Layer } from "../common/chart-types";
import { along, countText } from "../common/plot-frame";
import type { Axes } from "../scatter/point-layer";
import { csvRows } from "../common/rows";
import type { SpreadOfGroup } from "./spread-by-groups";
import { colours } from "../common/theme";

/**
 * Corners of the band, one a group at its median x; a single group's band spans all its points, or the frame if
 * they stand at one x.
 */
function corners(groups: readonly SpreadOfGroup[], { x: { domain } }: Axes) {
  const [only] = groups;
  const ends = only.from < only.to ? [only.from, only.to] : domain;
  return groupRows(groups.length === 1 ? ends.map((x) => ({ ...only, x })) : groups);
}

/** Counts as text: as numbers they would be rounded to four digits. */
function groupRows(groups: readonly SpreadOfGroup[]) {
  const column = (field: keyof SpreadOfGroup) => groups.map((group) => group[field]);
  return csvRows({
    ...{ x: column("x"), from: column("from"), to: column("to"), n: column("count").map(countText) },
    ...{ low: column("low"), middle: column("middle"), high: column("high") },
  });
}

/** In the order in which they are drawn, the median last. */
const quantiles = ["low", "high", "middle"] as const;

const bandLook = { fill: colours.orange, fillOpacity: 0.28 };
const lineLook = {
  low: { stroke: colours.vermilion, strokeWidth: 1.25, strokeDash: [4, 3] },
  middle: { stroke: colours.vermilion, strokeWidth: 2.5 },
  high: { stroke: colours.vermilion, strokeWidth: 1.25, strokeDash: [4, 3] },
};

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
  const told = (field: string, title: string, format: string) =>
    ({ field, type: "quantitative", title, format }) as const;
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
        { field: "n", type: "nominal", title: noun },
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
  const each = Math.min(...sizes) === Math.max(...sizes) ? "" : "about ";
  const size = countText(Math.round(sizes.reduce((sum, count) => sum + count, 0) / sizes.length));
  const of =
    groups.length === 1 ? `of all ${size} ${noun}` : `in ${groups.length} groups of ${each}${size} ${noun}`;
  const data = { values: [{}] };
  const [x, x2] = [{ value: 0 }, { value: 28 }];
  const lines = { low: -5, middle: -12, high: -19 };
  return [
    { data, mark: { type: "rect", ...bandLook }, encoding: { x, x2, y: { value: -19 }, y2: { value: -5 } } },
    ...quantiles.map((line): Layer => ({
      data,
      mark: { type: "rule", ...lineLook[line] },
      encoding: { x, x2, y: { value: lines[line] } },
    })),
    {
      data,
      mark: {
        ...{ type: "text", x: 36, y: -12, align: "left", baseline: "middle" },
        text: `10 % quantile, median and 90 % quantile ${of}`,
      },
    },
  ];
}

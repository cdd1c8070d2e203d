import type { TopLevelSpec } from "vega-lite";
import { onAxes, type Axes } from "../common/channels";
import { aDomain, aText, checkOptions, ensure, optional } from "../common/check";
import { extent, niceDomain, within } from "../common/numbers";
import { csvRows } from "../common/rows";
import { colours, heading, maximumWidth, themed } from "../common/theme";
import { drawable } from "./contour";
import { assertPaths, type DescentPath } from "./descent-path";
import { pathSwitches, type PathControls } from "./path-controls";
import { pathLayers } from "./path-layers";
import { planeAxis } from "./plane";

/** A walk along one variable. */
export interface HillPath {
  /** Which descent it is; the same at each learning rate. */
  name: string;
  /** η, above 0. */
  learningRate: number;
  /** The start and where each step led: 1 to 2001 numbers. They may overflow at the end. */
  points: readonly number[];
}

export interface HillOptions {
  /** The loss of one variable, finite in all of the frame. */
  f: (x: number) => number;
  /** First and last x of the frame. */
  xDomain: readonly [number, number];
  /** First and last value of the frame. Default: all of the curve, to round numbers. */
  yDomain?: readonly [number, number];
  /** Walks on the hill: at most seven at a time. */
  paths: readonly HillPath[];
  /** What the reader may move. Default: nothing; all walks are shown to their ends. */
  controls?: PathControls;
  /** What the chart shows, as a finding. */
  title: string;
  /** What x is. */
  xTitle: string;
  /** What the function's values are. */
  yTitle: string;
  /** What else the reader must know, told under the title. */
  note?: string;
}

const caller = "hill";
const corners = 240;

/**
 * A function of one variable as a hill, and walks that descend on it: from each point a straight line to where
 * the next step leads. Above the frame stands where each walk has come to, also where that is outside the frame.
 *
 * @returns a Vega-Lite chart, 680 pixels wide, with fixed axes; with `controls` it has the parameters
 *   `learningRate` and `steps`
 * @throws ChartError if the function is not finite somewhere in the frame, or paths or controls are wrong
 */
export function hill(options: HillOptions): TopLevelSpec {
  checkOptions(caller, options, {
    title: aText,
    xTitle: aText,
    yTitle: aText,
    xDomain: aDomain,
    yDomain: optional(aDomain),
  });
  const { f, xDomain, title, xTitle, yTitle, note, controls = {} } = options;
  ensure(caller, typeof f === "function", `f is ${typeof f}; a function of x is wanted.`);
  const [low, high] = xDomain;
  const x = Array.from({ length: corners + 1 }, (_, place) => low + (place / corners) * (high - low));
  const y = x.map((place) => drawable(caller, `f(${place})`, f(place)));
  const yDomain = options.yDomain ?? niceDomain(extent(y));
  ensure(
    caller,
    y.some((value) => within(value, yDomain)),
    `yDomain must hold a part of the curve, which goes from ${extent(y).join(" to ")}, got [${yDomain.join(", ")}]. ` +
      "Widen it.",
  );
  const paths = options.paths?.map((path): DescentPath => ({
    ...path,
    points: Array.from(path.points ?? [], (x) => [x, Number.isFinite(x) ? f(x) : NaN] as const),
  }));
  assertPaths(caller, paths);
  const switches = pathSwitches(caller, paths, controls);
  const axes: Axes = { x: planeAxis(xTitle, xDomain), y: planeAxis(yTitle, yDomain, { ticks: 6 }) };
  const data = csvRows({ x, y }, { x: xDomain, y: yDomain });
  const position = onAxes(axes);
  return themed({
    title: heading({ title, subtitle: note }),
    width: maximumWidth,
    height: 340,
    autosize: { type: "fit-x", contains: "padding" },
    params: switches.params,
    layer: [
      {
        data,
        mark: { type: "area", clip: true, tooltip: null, fill: "#DCE4EA", fillOpacity: 1 },
        encoding: { ...position, y2: { datum: yDomain[0] } },
      },
      {
        data,
        mark: { type: "line", clip: true, tooltip: null, stroke: colours.black, strokeWidth: 1.5 },
        encoding: position,
      },
      ...pathLayers(caller, paths, {
        axes,
        switches,
        key: "rows",
        valueOf: (_, value) => value,
        valueName: yTitle,
      }),
    ],
  });
}

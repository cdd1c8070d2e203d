import * as check from "../common/check";
import { ensure, within, type AxisOptions, type Domain, type Titles } from "../common/check";
import { axesOf, mark, onAxes, silent } from "../common/layers";
import { extent, niceDomain } from "../common/numbers";
import { csvRows } from "../common/rows";
import { chart, colours, fullWidth } from "../common/theme";
import { drawable } from "./contour";
import { assertPaths, pathSwitches, type DescentPath, type PathControls } from "./descent-path";
import { pathLayers } from "./path-layers";

/** A walk along one variable. */
export interface HillPath extends Omit<DescentPath, "points"> {
  /** The start and where each step led: 1 to 2001 numbers. They may overflow at the end. */
  points: readonly number[];
}

export interface HillOptions extends Titles, Pick<AxisOptions, "yDomain"> {
  /** The loss of one variable, finite in all of the frame. */
  f: (x: number) => number;
  /** First and last x of the frame. */
  xDomain: Domain;
  /** Walks on the hill: at most seven at a time. */
  paths: readonly HillPath[];
  /** What the reader may move. Default: nothing; all walks are shown to their ends. */
  controls?: PathControls;
}

const corners = 240;

/**
 * A function of one variable as a hill, and walks that descend on it: from each point a straight line to where
 * the next step leads. Above the frame stands where each walk has come to, also where that is outside the frame.
 *
 * @returns a Vega-Lite chart, 680 pixels wide, with fixed axes; with `controls` it has the parameters
 *   `learningRate` and `steps`
 * @throws ChartError if the function is not finite somewhere in the frame, or paths or controls are wrong
 * @function
 */
export const hill = chart<HillOptions>(
  "hill",
  {
    ...check.titles,
    xDomain: check.domain,
    yDomain: check.axes.yDomain,
    f: check.functionOf("x"),
  },
  (options) => {
    const { f, xDomain, yTitle, controls = {} } = options;
    const [low, high] = xDomain;
    const x = Array.from({ length: corners + 1 }, (_, place) => low + (place / corners) * (high - low));
    const y = x.map((place) => drawable(`f(${place})`, f(place)));
    const yDomain = options.yDomain ?? niceDomain(extent(y));
    ensure(
      y.some((value) => within(value, yDomain)),
      `yDomain must hold a part of the curve, which goes from ${extent(y).join(" to ")}, got [${yDomain.join(", ")}]. ` +
        "Widen it.",
    );
    const paths = options.paths?.map((path): DescentPath => ({
      ...path,
      points: Array.from(path.points ?? [], (x) => [x, Number.isFinite(x) ? f(x) : NaN] as const),
    }));
    assertPaths(paths);
    const switches = pathSwitches(paths, controls);
    const axes = axesOf(options, [xDomain, yDomain], { y: { ticks: 6 } });
    const data = csvRows({ x, y }, { x: xDomain, y: yDomain });
    const position = onAxes(axes);
    const ofArea = { clip: true, ...silent, fill: "#DCE4EA", fillOpacity: 1 };
    const ofLine = { clip: true, ...silent, stroke: colours.black, strokeWidth: 1.5 };
    const valueOf = (_: number, value: number): number => value;
    return {
      ...fullWidth(340),
      params: switches.params,
      layer: [
        mark("area", ofArea, { ...position, y2: { datum: yDomain[0] } }, data),
        mark("line", ofLine, position, data),
        ...pathLayers(paths, { axes, switches, key: "rows", valueOf, valueName: yTitle }),
      ],
    };
  },
);

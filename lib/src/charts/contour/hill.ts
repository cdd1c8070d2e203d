import { withEnoughDigits } from "../common/number-text";
import type { TopLevelSpec } from "vega-lite";
import { ChartError } from "../common/chart-error";
import type { Layer } from "../common/chart-types";
import { assertDomain, assertText, isDrawable } from "../common/check-input";
import { assertPaths, type DescentPath } from "./descent-path";
import { extent, niceDomain } from "../common/nice-domain";
import { pathSwitches, type PathControls } from "./path-controls";
import { pathLayers } from "./path-layers";
import { onPlane, type PlaneAxes } from "./plane-frame";
import { within } from "../common/plot-frame";
import { csvRows } from "../common/rows";
import { colours, heading, maximumWidth, themed } from "../common/theme";

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
  const { f, xDomain, title, xTitle, yTitle, note } = options;
  for (const [name, text] of Object.entries({ title, xTitle, yTitle })) assertText(caller, name, text);
  assertDomain(caller, "xDomain", xDomain);
  if (options.yDomain) assertDomain(caller, "yDomain", options.yDomain);
  const curve = curveOf(f, xDomain);
  const yDomain = options.yDomain ?? niceDomain(extent(curve.y));
  if (!curve.y.some((y) => within(y, yDomain))) {
    throw new ChartError(
      `${caller}: yDomain must hold a part of the curve, which goes from ${extent(curve.y).join(" to ")}, got ` +
        `[${yDomain.join(", ")}]. Widen it.`,
    );
  }
  const paths = options.paths?.map((path): DescentPath => ({
    ...path,
    points: Array.from(path.points ?? [], (x) => [x, Number.isFinite(x) ? f(x) : NaN] as const),
  }));
  assertPaths(caller, paths);
  const switches = pathSwitches(caller, paths, options.controls ?? {});
  const axes: PlaneAxes = {
    x: { title: xTitle, format: withEnoughDigits(",.4~r", xDomain), domain: xDomain },
    y: { title: yTitle, format: withEnoughDigits(",.4~r", yDomain), domain: yDomain, ticks: 6 },
  };
  return themed({
    title: heading({ title, subtitle: note }),
    width: maximumWidth,
    height: 340,
    autosize: { type: "fit-x", contains: "padding" },
    params: switches.params,
    layer: [
      ...curveLayers(curve, axes),
      ...pathLayers(caller, paths, {
        ...{ axes, switches, key: "rows" },
        valueOf: (_, y) => y,
        valueName: yTitle,
      }),
    ],
  });
}

function curveOf(f: HillOptions["f"], [low, high]: readonly [number, number]): { x: number[]; y: number[] } {
  if (typeof f !== "function") {
    throw new ChartError(`${caller}: f is ${typeof f}; a function of x is wanted.`);
  }
  const x = Array.from({ length: corners + 1 }, (_, place) => low + (place / corners) * (high - low));
  const y = x.map((place) => {
    const value: unknown = f(place);
    if (isDrawable(value)) return value;
    throw new ChartError(
      `${caller}: f(${place}) must be a finite number below 10³⁰⁰ in size, got ${String(value)}. ` +
        "Choose a smaller frame, or correct f.",
    );
  });
  return { x, y };
}

function curveLayers(curve: { x: number[]; y: number[] }, axes: PlaneAxes): Layer[] {
  const data = csvRows(curve, { x: axes.x.domain, y: axes.y.domain });
  const position = onPlane(axes);
  return [
    {
      data,
      mark: { type: "area", clip: true, tooltip: null, fill: "#DCE4EA", fillOpacity: 1 },
      encoding: { ...position, y2: { datum: axes.y.domain[0] } },
    },
    {
      data,
      mark: { type: "line", clip: true, tooltip: null, stroke: colours.black, strokeWidth: 1.5 },
      encoding: position,
    },
  ];
}

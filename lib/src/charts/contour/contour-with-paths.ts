import type { TopLevelSpec } from "vega-lite";
import type { Axes, FixedAxis } from "../common/channels";
import { aNumberWithin, assertRoomForFrame, aText, checkOptions, optional } from "../common/check";
import { textWidth } from "../common/fonts";
import { numberText } from "../common/number-text";
import { heading, maximumWidth, themed } from "../common/theme";
import {
  bandData,
  bandLayer,
  bandLegendWidth,
  checkContour,
  contourBands,
  minimumLayers,
  type Contour,
} from "./contour";
import { assertPaths, type DescentPath } from "./descent-path";
import { pathSwitches, type PathControls } from "./path-controls";
import { pathLayers } from "./path-layers";
import { planeAxis } from "./plane";

export interface ContourWithPathsOptions extends Contour {
  /** Paths over the contours: at most seven at a time, each finite up to where it overflows. */
  paths: readonly DescentPath[];
  /** What the reader may move. Default: nothing; all paths are shown to their ends. */
  controls?: PathControls;
  /** What the chart shows, as a finding. */
  title: string;
  /** What x is. */
  xTitle: string;
  /** What y is. */
  yTitle: string;
  /** What the function's values are. Default "f". */
  valueName?: string;
  /** Height of the frame in pixels, 120 to 600. Default 400. */
  height?: number;
  /** What else the reader must know, told under the title. */
  note?: string;
}

const caller = "contourWithPaths";

/**
 * A function of two variables as filled contours, dark where it is high, and paths that descend on it. Above
 * the frame stands where each path has come to, also where that is outside the frame.
 *
 * @returns a Vega-Lite chart, at most 680 pixels wide, with fixed axes; with `controls` it has the parameters
 *   `learningRate` and `steps`
 * @throws ChartError if the function is not finite somewhere in the frame, thresholds do not ascend, or paths or
 *   controls are wrong
 */
export function contourWithPaths(options: ContourWithPathsOptions): TopLevelSpec {
  checkOptions(caller, options, {
    title: aText,
    xTitle: aText,
    yTitle: aText,
    valueName: optional(aText),
    height: optional(aNumberWithin([120, 600], "pixels are wanted")),
  });
  checkContour(caller, options);
  const { f, paths, title, xTitle, yTitle, valueName = "f", height = 400, note } = options;
  const { xDomain, yDomain, thresholds, minimum, controls = {} } = options;
  assertPaths(caller, paths);
  const switches = pathSwitches(caller, paths, controls);
  const axes: Axes = { x: planeAxis(xTitle, xDomain), y: planeAxis(yTitle, yDomain) };
  // The legend's width depends on the bands' names alone, which are the same at every width.
  const bandsAt = (width: number) =>
    contourBands(caller, f, { frame: { width, height, xDomain, yDomain }, thresholds });
  const room = maximumWidth - 16 - labelRoom(axes.y);
  assertRoomForFrame(caller, room);
  const width = room - bandLegendWidth(bandsAt(room), valueName);
  assertRoomForFrame(caller, width);
  const bands = bandsAt(width);
  return themed({
    title: heading({ title, subtitle: note }),
    width,
    height,
    params: switches.params,
    layer: [
      { data: bandData(bands), ...bandLayer(bands, valueName) },
      ...minimumLayers(minimum, axes),
      ...pathLayers(caller, paths, { axes, valueOf: f, valueName, switches, key: "rows" }),
    ],
  });
}

/** Pixels left of the frame, for labels, ticks and the axis's title. */
export function labelRoom({ domain: [low, high], format, ticks = 8 }: FixedAxis): number {
  const step = Number(((high - low) / ticks).toPrecision(1));
  const widths = [low, low + step, high - step, high].map((end) =>
    textWidth(numberText(Number(end.toPrecision(4)), format), { fontSize: 11 }),
  );
  return Math.ceil(Math.max(...widths)) + 32;
}

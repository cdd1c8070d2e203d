import * as check from "../common/check";
import type { Titles } from "../common/check";
import { axesOf, type FixedAxis } from "../common/layers";
import { numberText } from "../common/numbers";
import { roomForLabels } from "../common/panels";
import { chart, maximumWidth } from "../common/theme";
import { assertMinimum, bandData, bandLayer, bandLegendWidth, contourBands, contourChecks } from "./contour";
import { minimumLayers, type Contour } from "./contour";
import { assertPaths, pathSwitches, type DescentPath, type PathControls } from "./descent-path";
import { pathLayers } from "./path-layers";

export interface ContourWithPathsOptions extends Contour, Titles {
  /** Paths over the contours: at most seven at a time, each finite up to where it overflows. */
  paths: readonly DescentPath[];
  /** What the reader may move. Default: nothing; all paths are shown to their ends. */
  controls?: PathControls;
  /** What the function's values are. Default "f". */
  valueName?: string;
  /** Height of the frame in pixels, 120 to 600. Default 400. */
  height?: number;
}

/**
 * A function of two variables as filled contours, dark where it is high, and paths that descend on it. Above
 * the frame stands where each path has come to, also where that is outside the frame.
 *
 * @returns a Vega-Lite chart, at most 680 pixels wide, with fixed axes; with `controls` it has the parameters
 *   `learningRate` and `steps`
 * @throws ChartError if the function is not finite somewhere in the frame, thresholds do not ascend, or paths or
 *   controls are wrong
 * @function
 */
export const contourWithPaths = chart<ContourWithPathsOptions>(
  "contourWithPaths",
  {
    ...check.titles,
    valueName: check.optional(check.text),
    height: check.optional(check.pixelsWithin([120, 600])),
    ...contourChecks,
  },
  (options) => {
    assertMinimum(options);
    const { f, paths, valueName = "f", height = 400, xDomain, yDomain, minimum, controls = {} } = options;
    assertPaths(paths);
    const switches = pathSwitches(paths, controls);
    const axes = axesOf(options, [xDomain, yDomain]);
    const room = maximumWidth - 16 - labelRoom(axes.y);
    check.assertRoomForFrame(room);
    // The legend's width depends on the bands' names alone, which are the same at every width.
    const width = room - bandLegendWidth(contourBands(options, { width: room, height }), valueName);
    check.assertRoomForFrame(width);
    const bands = contourBands(options, { width, height });
    return {
      width,
      height,
      params: switches.params,
      layer: [
        { data: bandData(bands), ...bandLayer(bands, valueName) },
        ...minimumLayers(minimum, axes),
        ...pathLayers(paths, { axes, valueOf: f, valueName, switches, key: "rows" }),
      ],
    };
  },
);

/** Pixels left of the frame, for labels, ticks and the axis's title. */
export function labelRoom({ domain: [low, high], format, ticks = 8 }: FixedAxis): number {
  const step = Number(((high - low) / ticks).toPrecision(1));
  const ends = [low, low + step, high - step, high];
  return roomForLabels(ends.map((end) => numberText(Number(end.toPrecision(4)), format)));
}

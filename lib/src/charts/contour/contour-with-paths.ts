import type { TopLevelSpec } from "vega-lite";
import { checkContour } from "./check-contour";
import { assertRoomForFrame, assertText } from "../common/check-input";
import { contourBands, type PlaneFunction } from "./contour-bands";
import { bandData, bandLayer, bandLegendWidth, minimumLayers } from "./contour-layers";
import { assertPaths, type DescentPath } from "./descent-path";
import { textWidth } from "../render/fonts";
import { numberText, withEnoughDigits } from "../common/number-text";
import { pathSwitches, type PathControls } from "./path-controls";
import { pathLayers } from "./path-layers";
import type { PlaneAxes } from "./plane-frame";
import type { FixedAxis } from "../common/plot-frame";
import { heading, maximumWidth, themed } from "../common/theme";

/** A function of two variables and the part of the plane in which it is drawn. */
export interface Contour {
  /** The function, finite in all of the frame. It is asked at about 10,000 points. */
  f: PlaneFunction;
  /** First and last x of the frame. */
  xDomain: readonly [number, number];
  /** First and last y of the frame. */
  yDomain: readonly [number, number];
  /** Ascending values at which contours run, at most 20. Default: nine, denser where the function is low. */
  thresholds?: readonly number[];
  /** Where the function is least, marked by a black ×. */
  minimum?: readonly [number, number];
}

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
  const { f, paths, title, xTitle, yTitle, valueName = "f", height = 400, note, minimum } = options;
  for (const [name, text] of Object.entries({ title, xTitle, yTitle, valueName }))
    assertText(caller, name, text);
  checkContour(caller, options, height);
  assertPaths(caller, paths);
  const switches = pathSwitches(caller, paths, options.controls ?? {});
  const axes: PlaneAxes = {
    x: { title: xTitle, format: withEnoughDigits(",.4~r", options.xDomain), domain: options.xDomain },
    y: { title: yTitle, format: withEnoughDigits(",.4~r", options.yDomain), domain: options.yDomain },
  };
  const { xDomain, yDomain, thresholds } = options;
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
      ...(minimum ? minimumLayers(minimum, axes) : []),
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

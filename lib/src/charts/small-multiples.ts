import type { TopLevelSpec } from "vega-lite";
import * as check from "./common/check";
import { ensure, isWide, placing, type AxisOptions } from "./common/check";
import { textWidth } from "./common/fonts";
import { axesOf } from "./common/layers";
import { logDomain, niceDomain, numberText, withEnoughDigits } from "./common/numbers";
import { arrangePanels, assertPanels, panelChecks, panelGrid, roomForLabels } from "./common/panels";
import type { PanelGridOptions } from "./common/panels";
import { chart, joined } from "./common/theme";
import { assertMinimum, bandData, bandLayer, contourBands, contourChecks } from "./contour/contour";
import { minimumLayers, type Contour } from "./contour/contour";
import { labelRoom } from "./contour/contour-with-paths";
import { assertPaths, pathSwitches, type DescentPath } from "./contour/descent-path";
import { pathLayers } from "./contour/path-layers";
import { checkCurves, curveRows, extentOf, haveDots, thinnedCurve, type Curve } from "./curves/curves";
import { curvesFrame } from "./curves/curves-frame";

/** One descent, in a panel of its own. */
export interface ContourPanel extends Omit<DescentPath, "name"> {
  /** What happens in this panel, such as "too large: diverges". */
  title: string;
}

export interface ContourPanelsOptions extends PanelGridOptions, check.Titles {
  /** The function that all panels descend on. */
  contour: Contour;
  /** One to twelve descents. */
  panels: readonly ContourPanel[];
  /** Shows all paths up to a number of steps, at first this one, by one slider. Default: all steps, no slider. */
  controls?: { steps?: number };
  /** What the function's values are. Default "f". */
  valueName?: string;
}

/** Curves in a panel of their own. */
export interface CurvePanel {
  /** What happens in this panel. */
  title: string;
  /** One to seven curves, as of `curves`. */
  series: readonly Curve[];
}

export interface CurvePanelsOptions extends PanelGridOptions, Omit<AxisOptions, "xDomain"> {
  /** One to twelve panels, with seven names of curves at most in all. */
  panels: readonly CurvePanel[];
}

export type SmallMultiplesOptions = ContourPanelsOptions | CurvePanelsOptions;

/**
 * Small charts with the same axes beside each other, to be compared: with `contour`, a path that descends on it in
 * each panel; otherwise curves in each panel, where curves of the same name look the same.
 *
 * @returns a Vega-Lite chart, at most 680 pixels wide, with fixed axes; with `controls.steps` it has the parameter
 *   `steps`
 * @throws ChartError if there are no panels or more than twelve, or as `contourWithPaths` and `curves` do
 * @function
 */
export const smallMultiples = (options: SmallMultiplesOptions): TopLevelSpec =>
  "contour" in options ? contourPanels(options) : curvePanels(options);

const caller = "smallMultiples";

/** Pixels between a panel's title and its frame, for the two lines that tell where the path is. */
const caption = 34;

const contourPanels = chart<ContourPanelsOptions>(caller, panelChecks, (options) => {
  const { contour, panels, controls = {}, valueName = "f", subtitle } = options;
  assertPanels(panels);
  check.checkOptions(contour, contourChecks);
  assertMinimum(contour);
  const domains = [contour.xDomain, contour.yDomain] as const;
  const ticks = { x: { ticks: 4 }, y: { ticks: 5 } };
  const axesOfPanel = (place: number) => {
    const isBare = { x: !grid.isLowest(place), y: !grid.isFirst(place) };
    const looks = { x: { ...ticks.x, isBare: isBare.x }, y: { ...ticks.y, isBare: isBare.y } };
    return axesOf(options, domains, looks);
  };
  const grid = panelGrid(panels.length, options, labelRoom(axesOf(options, domains, ticks).y));
  assertCaption(valueName, grid.width);
  const paths = panels.map(({ title: name, learningRate, points }) => ({ name, learningRate, points }));
  assertPaths(paths, "panels");
  ensure(
    !("learningRate" in controls),
    "controls.learningRate is given; each panel has its own learning rate.",
  );
  const switches = pathSwitches(paths, controls);
  const bands = contourBands(contour, grid);
  const shades = `darker where ${valueName} is higher`;
  const bodies = paths.map((path, place) => {
    const axes = axesOfPanel(place);
    const scene = { axes, valueOf: contour.f, valueName, switches, key: "caption" as const };
    const layer = [bandLayer(bands), ...minimumLayers(contour.minimum, axes), ...pathLayers([path], scene)];
    return { title: path.name, layer: [{ layer }] };
  });
  return arrangePanels(grid, bodies, {
    subtitle: joined(shades, contour.minimum && "× at the minimum", subtitle),
    caption,
    data: bandData(bands),
    params: switches.params,
  });
});

function assertCaption(valueName: string, width: number): void {
  const needed = textWidth(`${valueName} = 1.23e+4, outside`, { fontSize: 11 });
  ensure(
    needed <= width + 8,
    `valueName "${valueName}" needs ${Math.ceil(needed)} pixels above a panel of ${width}; shorten it, or set fewer ` +
      "columns.",
  );
}

const mostPoints = 150;

const curvePanels = chart<CurvePanelsOptions>(caller, panelChecks, (options) => {
  const { panels, logX, logY } = options;
  assertPanels(panels);
  const names = [...new Set(panels.flatMap(({ series }) => series?.map(({ name }) => name) ?? []))];
  for (const { title, series } of panels) {
    placing(`panel "${title}"`, () => checkCurves({ ...options, title, series, names }));
  }
  const all = panels.flatMap(({ series }) => series);
  const xRange = extentOf(all, "x");
  const xDomain = isWide(xRange) || logX ? xRange : niceDomain(xRange);
  const yRange = extentOf(all, "y");
  const yDomain = options.yDomain ?? (logY ? logDomain(yRange) : niceDomain(yRange, 6));
  const xFormat = options.xFormat ?? withEnoughDigits(",.4~r", xDomain);
  const yFormat = options.yFormat ?? withEnoughDigits(".4~g", yDomain);
  // Among these labels is about the widest on the axis.
  const labelled = [yDomain[0], yDomain[0] + (yDomain[1] - yDomain[0]) / 6, yDomain[1]];
  const labels = labelled.map((value) => numberText(Number(value.toPrecision(2)), yFormat));
  const grid = panelGrid(panels.length, options, roomForLabels(labels));
  const common = { ...options, xFormat, yFormat, xDomain, yDomain, names, xTicks: 4 };
  const bodies = panels.map(({ title, series }, place) => {
    const thinned = series.map((curve) => thinnedCurve(curve, mostPoints));
    const frame = curvesFrame({
      ...common,
      isBare: { x: !grid.isLowest(place), y: !grid.isFirst(place) },
      data: curveRows(thinned, { x: xDomain, y: yDomain }),
      points: haveDots(series) ? "seen" : "unseen",
    });
    return { title, layer: [frame] };
  });
  return arrangePanels(grid, bodies, { resolve: { scale: { color: "shared", strokeDash: "shared" } } });
});

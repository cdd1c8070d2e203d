import type { TopLevelSpec } from "vega-lite";
import type { Axes } from "../common/channels";
import { ensure } from "../common/check";
import { textWidth } from "../common/fonts";
import {
  arrangePanels,
  assertPanels,
  isFirst,
  isLowest,
  panelGrid,
  type PanelGridOptions,
} from "../common/panels";
import { bandData, bandLayer, checkContour, contourBands, minimumLayers, type Contour } from "./contour";
import { labelRoom } from "./contour-with-paths";
import { assertPaths, type DescentPath } from "./descent-path";
import { pathSwitches } from "./path-controls";
import { pathLayers } from "./path-layers";
import { planeAxis } from "./plane";

/** One descent, in a panel of its own. */
export interface ContourPanel extends Omit<DescentPath, "name"> {
  /** What happens in this panel, such as "too large: diverges". */
  title: string;
}

export interface ContourPanelsOptions extends PanelGridOptions {
  /** The function that all panels descend on. */
  contour: Contour;
  /** One to twelve descents. */
  panels: readonly ContourPanel[];
  /** Shows all paths up to a number of steps, at first this one, by one slider. Default: all steps, no slider. */
  controls?: { steps?: number };
  /** What the function's values are. Default "f". */
  valueName?: string;
}

const caller = "smallMultiples";
/** Pixels between a panel's title and its frame, for the two lines that tell where the path is. */
const caption = 34;

/** Panels of one path each, on the same contours: see `smallMultiples`. */
export function contourPanels(options: ContourPanelsOptions): TopLevelSpec {
  const { contour, panels, controls = {}, valueName = "f", note } = options;
  const titles = panels?.map(({ title }) => title) ?? [];
  assertPanels(caller, titles, options);
  checkContour(caller, contour);
  const { f, xDomain, yDomain, thresholds, minimum } = contour;
  const axesOf = (showsX: boolean, showsY: boolean): Axes => ({
    x: planeAxis(options.xTitle, xDomain, { ticks: 4, isBare: !showsX }),
    y: planeAxis(options.yTitle, yDomain, { ticks: 5, isBare: !showsY }),
  });
  const grid = panelGrid(caller, panels.length, options, labelRoom(axesOf(true, true).y));
  const { width, height } = grid;
  assertCaption(valueName, width);
  const paths = panels.map(({ title: name, learningRate, points }) => ({ name, learningRate, points }));
  assertPaths(caller, paths, "panels");
  ensure(
    caller,
    !("learningRate" in controls),
    "controls.learningRate is given; each panel has its own learning rate.",
  );
  const switches = pathSwitches(caller, paths, controls);
  const bands = contourBands(caller, f, { frame: { width, height, xDomain, yDomain }, thresholds });
  const shades = `darker where ${valueName} is higher`;
  return arrangePanels(
    paths.map((path, place) => {
      const axes = axesOf(isLowest(place, paths.length, grid), isFirst(place, grid));
      const scene = { axes, valueOf: f, valueName, switches, key: "caption" as const };
      const layer = [bandLayer(bands), ...minimumLayers(minimum, axes), ...pathLayers(caller, [path], scene)];
      return { title: path.name, body: { layer } };
    }),
    {
      grid,
      title: options.title,
      subtitle: [shades, minimum && "× at the minimum", note].filter(Boolean).join("; "),
      caption,
      data: bandData(bands),
      params: switches.params,
    },
  );
}

function assertCaption(valueName: string, width: number): void {
  const needed = textWidth(`${valueName} = 1.23e+4, outside`, { fontSize: 11 });
  ensure(
    caller,
    needed <= width + 8,
    `valueName "${valueName}" needs ${Math.ceil(needed)} pixels above a panel of ${width}; shorten it, or set fewer ` +
      "columns.",
  );
}

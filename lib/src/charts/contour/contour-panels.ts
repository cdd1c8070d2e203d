import { withEnoughDigits } from "../common/number-text";
import type { TopLevelSpec } from "vega-lite";
import { ChartError } from "../common/chart-error";
import { checkContour } from "./check-contour";
import { contourBands } from "./contour-bands";
import { bandData, bandLayer, minimumLayers } from "./contour-layers";
import { labelRoom, type Contour } from "./contour-with-paths";
import { assertPaths, type DescentPath } from "./descent-path";
import { textWidth } from "../render/fonts";
import {
  arrangePanels,
  assertPanels,
  isFirst,
  isLowest,
  panelGrid,
  type PanelGridOptions,
} from "../small-multiples/panel-grid";
import { pathSwitches } from "./path-controls";
import { pathLayers } from "./path-layers";
import type { PlaneAxes } from "./plane-frame";

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
  assertPanels(caller, panels?.map(({ title }) => title) ?? [], options);
  const axesOf = (showsX: boolean, showsY: boolean): PlaneAxes => ({
    x: {
      title: options.xTitle,
      format: withEnoughDigits(",.4~r", contour.xDomain),
      domain: contour.xDomain,
      ticks: 4,
      isBare: !showsX,
    },
    y: {
      title: options.yTitle,
      format: withEnoughDigits(",.4~r", contour.yDomain),
      domain: contour.yDomain,
      ticks: 5,
      isBare: !showsY,
    },
  });
  checkContour(caller, contour);
  const grid = panelGrid(caller, panels.length, options, labelRoom(axesOf(true, true).y));
  const { width, height } = grid;
  assertCaption(valueName, width);
  const paths = panels.map(({ title: name, learningRate, points }) => ({ name, learningRate, points }));
  assertPaths(caller, paths, "panels");
  if ("learningRate" in controls) {
    throw new ChartError(`${caller}: controls.learningRate is given; each panel has its own learning rate.`);
  }
  const switches = pathSwitches(caller, paths, controls);
  const { xDomain, yDomain, thresholds, minimum } = contour;
  const bands = contourBands(caller, contour.f, { frame: { width, height, xDomain, yDomain }, thresholds });
  return arrangePanels(
    paths.map((path, place) => {
      const [showsX, showsY] = [isLowest(place, paths.length, grid), isFirst(place, grid)];
      const axes = axesOf(showsX, showsY);
      const scene = { axes, valueOf: contour.f, valueName, switches, key: "caption" as const };
      return {
        title: path.name,
        body: {
          layer: [
            bandLayer(bands),
            ...(minimum ? minimumLayers(minimum, axes) : []),
            ...pathLayers(caller, [path], scene),
          ],
        },
      };
    }),
    {
      ...{ grid, options, caption },
      extra: {
        data: bandData(bands),
        params: switches.params,
        subtitle: [`darker where ${valueName} is higher`, minimum && "× at the minimum", note]
          .filter(Boolean)
          .join("; "),
      },
    },
  );
}

function assertCaption(valueName: string, width: number): void {
  const needed = textWidth(`${valueName} = 1.23e+4, outside`, { fontSize: 11 });
  if (needed <= width + 8) return;
  throw new ChartError(
    `${caller}: valueName "${valueName}" needs ${Math.ceil(needed)} pixels above a panel of ${width}; shorten it, or ` +
      "set fewer columns.",
  );
}

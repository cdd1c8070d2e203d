import type { TopLevelSpec } from "vega-lite";
import { textWidth } from "../common/fonts";
import { numberText, withEnoughDigits } from "../common/number-text";
import { isWide, logDomain, niceDomain, type Domain } from "../common/numbers";
import {
  arrangePanels,
  assertPanels,
  isFirst,
  isLowest,
  panelGrid,
  type PanelGridOptions,
} from "../common/panels";
import { checkCurves, curveRows, extentOf, haveDots, thinnedCurve, type Curve } from "./curves";
import { curvesFrame } from "./curves-chart";

/** Curves in a panel of their own. */
export interface CurvePanel {
  /** What happens in this panel. */
  title: string;
  /** One to seven curves, as of `curves`. */
  series: readonly Curve[];
}

export interface CurvePanelsOptions extends PanelGridOptions {
  /** One to twelve panels, with seven names of curves at most in all. */
  panels: readonly CurvePanel[];
  /** Whether x is on a logarithmic axis. Default false. */
  logX?: boolean;
  /** Whether y is on a logarithmic axis. Default false. */
  logY?: boolean;
  /** d3 number format of x. Default ",.4~r". */
  xFormat?: string;
  /** d3 number format of y. Default ".4~g". */
  yFormat?: string;
  /** First and last y of all frames. Default: all points, to round numbers. */
  yDomain?: readonly [number, number];
}

const caller = "smallMultiples";
const mostPoints = 150;

/** Panels of curves with the same axes and looks: see `smallMultiples`. */
export function curvePanels(options: CurvePanelsOptions): TopLevelSpec {
  const { panels = [], xTitle, yTitle, logX, logY, note } = options;
  const titles = panels.map(({ title }) => title);
  assertPanels(caller, titles, options);
  const names = [...new Set(panels.flatMap(({ series }) => series?.map(({ name }) => name) ?? []))];
  for (const { title, series } of panels) {
    checkCurves({ ...options, title, series, names }, `${caller}, panel "${title}"`);
  }
  const all = panels.flatMap(({ series }) => series);
  const xRange = extentOf(all, "x");
  const xDomain = isWide(xRange) || logX ? xRange : niceDomain(xRange);
  const yRange = extentOf(all, "y");
  const yDomain = options.yDomain ?? (logY ? logDomain(yRange) : niceDomain(yRange, 6));
  const xFormat = options.xFormat ?? withEnoughDigits(",.4~r", xDomain);
  const yFormat = options.yFormat ?? withEnoughDigits(".4~g", yDomain);
  const labelWidths = labelsOf(yDomain, yFormat).map((label) => textWidth(label, { fontSize: 11 }));
  const grid = panelGrid(caller, panels.length, options, Math.ceil(Math.max(...labelWidths)) + 32);
  const common = { xTitle, yTitle, xFormat, yFormat, logX, logY, xDomain, yDomain, names, xTicks: 4 };
  return arrangePanels(
    panels.map(({ title, series }, place) => ({
      title,
      body: curvesFrame({
        ...common,
        isBare: { x: !isLowest(place, panels.length, grid), y: !isFirst(place, grid) },
        data: curveRows(
          series.map((curve) => thinnedCurve(curve, mostPoints)),
          { x: xDomain, y: yDomain },
        ),
        points: haveDots(series) ? "seen" : "unseen",
      }),
    })),
    {
      grid,
      title: options.title,
      subtitle: note,
      resolve: { scale: { color: "shared", strokeDash: "shared" } },
    },
  );
}

/** Labels among which the widest on an axis is, about. */
const labelsOf = ([low, high]: Domain, format: string): string[] =>
  [low, low + (high - low) / 6, high].map((value) => numberText(Number(value.toPrecision(2)), format));

import type { TopLevelSpec } from "vega-lite";
import { checkCurves } from "./check-curves";
import { thinnedCurve, type Curve } from "./curves";
import { curvesFrame, fewPoints } from "./curves-chart";
import { textWidth } from "../render/fonts";
import { isWide } from "../common/check-input";
import { extent, logDomain, niceDomain } from "../common/nice-domain";
import { numberText, withEnoughDigits } from "../common/number-text";
import {
  arrangePanels,
  assertPanels,
  isFirst,
  isLowest,
  panelGrid,
  type PanelGridOptions,
} from "../small-multiples/panel-grid";
import { csvRows } from "../common/rows";

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
  assertPanels(
    caller,
    panels.map(({ title }) => title),
    options,
  );
  const names = [...new Set(panels.flatMap(({ series }) => series?.map(({ name }) => name) ?? []))];
  for (const { title, series } of panels) {
    checkCurves({ ...options, title, series, names }, `${caller}, panel "${title}"`);
  }
  const all = panels.flatMap(({ series }) => series);
  const xRange = extent(all.flatMap(({ x }) => extent(x)));
  const xDomain = isWide(xRange) || logX ? xRange : niceDomain(xRange);
  const range = extent(all.flatMap(({ y }) => extent(y)));
  const yDomain = options.yDomain ?? (logY ? logDomain(range) : niceDomain(range, 6));
  const xFormat = options.xFormat ?? withEnoughDigits(",.4~r", xDomain);
  const yFormat = options.yFormat ?? withEnoughDigits(".4~g", yDomain);
  const widest = Math.max(...labelsOf(yDomain, yFormat).map((label) => textWidth(label, { fontSize: 11 })));
  const grid = panelGrid(caller, panels.length, options, Math.ceil(widest) + 32);
  return arrangePanels(
    panels.map(({ title, series }, place) => ({
      title,
      body: curvesFrame({
        ...{ xTitle, yTitle, xFormat, yFormat, logX, logY, xDomain, yDomain, names },
        xTicks: 4,
        isBare: { x: !isLowest(place, panels.length, grid), y: !isFirst(place, grid) },
        data: rowsOf(series, { x: xDomain, y: yDomain }),
        points: series.every(({ x }) => x.length <= fewPoints) ? "seen" : "unseen",
      }),
    })),
    {
      ...{ grid, options, caption: 0 },
      extra: { resolve: { scale: { color: "shared", strokeDash: "shared" } }, subtitle: note },
    },
  );
}

/** Labels among which the widest on an axis is, about. */
const labelsOf = ([low, high]: readonly [number, number], format: string): string[] =>
  [low, low + (high - low) / 6, high].map((value) => numberText(Number(value.toPrecision(2)), format));

function rowsOf(series: readonly Curve[], frames: Record<string, readonly [number, number]>) {
  const thinned = series.map((curve) => thinnedCurve(curve, mostPoints));
  return csvRows(
    {
      series: thinned.flatMap(({ name, x }) => x.map(() => name)),
      x: thinned.flatMap(({ x }) => x),
      y: thinned.flatMap(({ y }) => y),
    },
    frames,
  );
}

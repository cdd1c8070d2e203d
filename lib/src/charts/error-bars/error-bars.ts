import { withEnoughDigits } from "../common/number-text";
import type { TopLevelSpec } from "vega-lite";
import { checkErrorBars } from "./check-error-bars";
import type { Curve } from "../curves/curves";
import { errorBarLayers, type ErrorBarAxes } from "./error-bar-layers";
import { keyLayers, placeKey } from "../common/flowing-key";
import { isWide } from "../common/check-input";
import { extent, logDomain, niceDomain } from "../common/nice-domain";
import { countText, within } from "../common/plot-frame";
import { dashes, heading, maximumWidth, palette, shapes, themed } from "../common/theme";

/** Points over x, each with the range in which repetitions of it lie. */
export interface ErrorBarSeries {
  /** What the key calls it; different for each series and curve. */
  name: string;
  /** Finite numbers, above 0 with `logX`. */
  x: ArrayLike<number>;
  /** The middle at each x: a mean, or a median. */
  mean: ArrayLike<number>;
  /** The lower end, at most `mean`; above 0 with `logY`. */
  low: ArrayLike<number>;
  /** The upper end, at least `mean`. */
  high: ArrayLike<number>;
}

export interface ErrorBarsOptions {
  /** One series at least; with the curves, seven at most. */
  series: readonly ErrorBarSeries[];
  /** Curves without points to compare with, such as an exact value. */
  curves?: readonly Curve[];
  /** What points and bars are, told under the title, as in "mean, least and greatest of ten seeds". */
  barsShow: string;
  /** Whether ranges are drawn as bands instead of bars. Default false. */
  bands?: boolean;
  /** Whether a line joins a series' points. Default: if there are no `curves`. */
  joined?: boolean;
  /** What the chart shows, as a finding. */
  title: string;
  /** What x is, with its unit. */
  xTitle: string;
  /** What y is, with its unit. */
  yTitle: string;
  /** Whether x is on a logarithmic axis. Default false. */
  logX?: boolean;
  /** Whether y is on a logarithmic axis. Default false. */
  logY?: boolean;
  /** d3 number format of x. Default ",.4~r". */
  xFormat?: string;
  /** d3 number format of y. Default ".4~g". */
  yFormat?: string;
  /** First and last x of the frame. Default: all points and curves. */
  xDomain?: readonly [number, number];
  /** First and last y of the frame. Default: all bars, points and curves. */
  yDomain?: readonly [number, number];
  /** What else the reader must know, told under the title. */
  note?: string;
}

/**
 * Points with error bars or bands, told apart by colour and shape, and curves told apart by colour and dash.
 * Bars of several series stand a few pixels beside their x, or they would cover each other; bands do not.
 *
 * @returns a Vega-Lite chart, 680 pixels wide, with fixed axes
 * @throws ChartError if there are no series or more than can be told apart, names are equal, data are empty, not
 *   finite or of unequal length, a middle is outside its bar, or a number on a logarithmic axis is not above 0
 */
export function errorBars(options: ErrorBarsOptions): TopLevelSpec {
  checkErrorBars(options);
  const { series, curves = [], barsShow, logX = false, logY = false, note } = options;
  const xs = [...series, ...curves].flatMap(({ x }) => extent(x));
  const ys = [
    ...series.flatMap(({ low, high }) => [...extent(low), ...extent(high)]),
    ...curves.flatMap(({ y }) => extent(y)),
  ];
  const xDomain = options.xDomain ?? roomyDomain(extent(xs), logX);
  const yDomain = options.yDomain ?? (logY ? roomyDomain(extent(ys), true) : niceDomain(extent(ys), 6));
  const axes: ErrorBarAxes = {
    x: {
      title: options.xTitle,
      format: options.xFormat ?? withEnoughDigits(",.4~r", xDomain),
      domain: xDomain,
      isLog: logX,
    },
    y: {
      title: options.yTitle,
      format: options.yFormat ?? withEnoughDigits(".4~g", yDomain),
      domain: yDomain,
      isLog: logY,
      ticks: 6,
    },
  };
  const names = [...series, ...curves].map(({ name }) => name);
  const looks = looksOf(names, series.length);
  const isLine = (name: string): boolean => names.indexOf(name) >= series.length;
  return themed({
    title: heading({
      title: options.title,
      subtitle: [barsShow, cutText(series, xDomain, yDomain), note].filter(Boolean).join("; "),
    }),
    width: maximumWidth,
    height: 340,
    autosize: { type: "fit-x", contains: "padding" },
    layer: [
      ...errorBarLayers(series, curves, {
        ...{ axes, looks, bands: options.bands ?? false, joined: options.joined ?? !curves.length },
      }),
      ...(names.length > 1 ? keyLayers(placeKey(names), { ...looks, isLine }) : []),
    ],
  });
}

/** Colour by name; besides, shape for series, and dash for curves, of which the first is solid. */
function looksOf(names: readonly string[], seriesCount: number) {
  const of = { field: "series", type: "nominal", legend: null } as const;
  const color = { ...of, scale: { domain: [...names], range: palette.slice(0, names.length) } };
  const scale = (domain: string[], looks: readonly (string | number[])[]) => ({
    domain,
    range: looks.slice(0, domain.length) as string[],
  });
  return {
    points: { color, shape: { ...of, scale: scale(names.slice(0, seriesCount), shapes) } },
    lines: { color, strokeDash: { ...of, scale: scale(names.slice(seriesCount), dashes) } },
  };
}

/** A range with a little room at both ends, so that points there are whole. */
function roomyDomain([low, high]: readonly [number, number], isLog: boolean): [number, number] {
  if (!isWide([low, high])) return isLog ? logDomain([low, high]) : niceDomain([low, high]);
  const room = 0.03;
  if (isLog) return [low * (low / high) ** room, high * (high / low) ** room];
  return [low - room * (high - low), high + room * (high - low)];
}

/** Says how many bars the frame cuts; nothing where it cuts none. */
function cutText(
  series: readonly ErrorBarSeries[],
  xDomain: readonly [number, number],
  yDomain: readonly [number, number],
): string {
  const cut = series.reduce((sum, { x, low, high }) => {
    const isCut = (place: number, row: number): boolean =>
      !within(place, xDomain) || !within(low[row], yDomain) || !within(high[row], yDomain);
    return sum + Array.from(x).filter(isCut).length;
  }, 0);
  return cut ? `${countText(cut)} ${cut === 1 ? "range reaches" : "ranges reach"} out of the frame` : "";
}

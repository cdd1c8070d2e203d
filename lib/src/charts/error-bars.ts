import { sum } from "d3-array";
import * as check from "./common/check";
import { ensure, isWide, placing, within, type AxisOptions, type Domain } from "./common/check";
import { assertFits, textWidth } from "./common/fonts";
import { keyLayers } from "./common/key";
import { along, axesOf, byName, mark, onAxes, silent, told } from "./common/layers";
import type { Axes, Channels, Layer } from "./common/layers";
import { countText, extent, logDomain, niceDomain, withEnoughDigits } from "./common/numbers";
import { csvOf } from "./common/rows";
import { chart, dashes, fullWidth, joined, palette, shapes } from "./common/theme";
import { assertCurve, assertNamesDiffer, assertSeen, curveRows, thinnedCurve } from "./curves/curves";
import type { Curve } from "./curves/curves";

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

export interface ErrorBarsOptions extends AxisOptions {
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
}

/**
 * Points with error bars or bands, told apart by colour and shape, and curves told apart by colour and dash.
 * Bars of several series stand a few pixels beside their x, or they would cover each other; bands do not.
 *
 * @returns a Vega-Lite chart, 680 pixels wide, with fixed axes
 * @throws ChartError if there are no series or more than can be told apart, names are equal, data are empty, not
 *   finite or of unequal length, a middle is outside its bar, or a number on a logarithmic axis is not above 0
 * @function
 */
export const errorBars = chart<ErrorBarsOptions>(
  "errorBars",
  { ...check.axes, barsShow: check.text },
  (options) => {
    assertSeries(options);
    const { series, curves = [], barsShow, logX = false, logY = false, subtitle, bands = false } = options;
    const xs = [...series, ...curves].flatMap(({ x }) => extent(x));
    const ys = series.flatMap(({ low, high }) => [...extent(low), ...extent(high)]);
    const yRange = extent([...ys, ...curves.flatMap(({ y }) => extent(y))]);
    const xDomain = options.xDomain ?? roomyDomain(extent(xs), logX);
    const yDomain = options.yDomain ?? (logY ? roomyDomain(yRange, true) : niceDomain(yRange, 6));
    const yFormat = options.yFormat ?? withEnoughDigits(".4~g", yDomain);
    const axes = axesOf({ ...options, yFormat }, [xDomain, yDomain], { y: { ticks: 6 } });
    const names = [...series, ...curves].map(({ name }) => name);
    const color = byName("series", names, palette);
    const points = { color, shape: byName("series", names.slice(0, series.length), shapes) };
    const lines = { color, strokeDash: byName("series", names.slice(series.length), dashes) };
    const isLine = (name: string): boolean => names.indexOf(name) >= series.length;
    return {
      subtitle: joined(barsShow, cutText(series, xDomain, yDomain), subtitle),
      ...fullWidth(340),
      layer: [
        ...(curves.length ? [curveLayer(curves, axes, lines)] : []),
        {
          data: seriesRows(series, axes, bands ? 0 : beside),
          layer: seriesLayers(axes, points, { bands, joined: options.joined ?? !curves.length }),
        },
        ...(names.length > 1 ? keyLayers(names, { points, lines, isLine }) : []),
      ],
    };
  },
);

/** A range with a little room at both ends, so that points there are whole. */
function roomyDomain([low, high]: Domain, isLog: boolean): [number, number] {
  if (!isWide([low, high])) return isLog ? logDomain([low, high]) : niceDomain([low, high]);
  const room = 0.03;
  if (isLog) return [low * (low / high) ** room, high * (high / low) ** room];
  return [low - room * (high - low), high + room * (high - low)];
}

/** Says how many bars the frame cuts; nothing where it cuts none. */
function cutText(series: readonly ErrorBarSeries[], xDomain: Domain, yDomain: Domain): string {
  const isWhole = (x: number, low: number, high: number): boolean =>
    within(x, xDomain) && within(low, yDomain) && within(high, yDomain);
  const cut = sum(series, ({ x, low, high }) =>
    sum(Array.from(x), (place, row) => Number(!isWhole(place, low[row], high[row]))),
  );
  return cut ? `${countText(cut)} ${cut === 1 ? "range reaches" : "ranges reach"} out of the frame` : "";
}

/** Pixels between the bars of two series at the same x. */
const beside = 7;
const mostCurvePoints = 300;

/** From back to front: bands, joining lines, bars with caps, points. */
function seriesLayers(
  axes: Axes,
  looks: Channels,
  { bands, joined }: { bands: boolean; joined: boolean },
): Layer[] {
  const { color } = looks;
  const x = along("x", axes.x);
  const [low, mean] = ["low", "mean"].map((column) => along(column, axes.y));
  const shifted = { xOffset: { expr: "datum.shift" }, clip: true };
  const thin = { strokeWidth: 1.5, ...shifted };
  const ofCap = { shape: "stroke", filled: false, size: 70, opacity: 1, ...thin };
  const ofBand = { opacity: 0.2, clip: true, ...silent };
  const ofLine = { opacity: bands ? 1 : 0.45, ...silent, ...thin };
  const ends = { x, y: low, y2: { field: "high" }, color };
  const points: Layer = {
    mark: { type: "point", size: 55, opacity: 1, stroke: "white", ...shifted, strokeWidth: 0.75 },
    encoding: {
      x,
      y: mean,
      ...looks,
      tooltip: [
        told("series", "series"),
        told("x", axes.x.title, axes.x.format),
        told("mean", axes.y.title, axes.y.format),
        told("low", "from", axes.y.format),
        told("high", "to", axes.y.format),
      ],
    },
  };
  const bars = [
    mark("rule", { ...silent, ...thin }, ends),
    ...["low", "high"].map((column) => mark("point", ofCap, { x, y: along(column, axes.y), color })),
  ];
  return [
    ...(bands ? [mark("area", ofBand, { ...ends, y: { ...low, stack: null } })] : []),
    ...(joined ? [mark("line", ofLine, { x, y: mean, color })] : []),
    ...(bands ? [] : bars),
    points,
  ];
}

function seriesRows(
  series: readonly ErrorBarSeries[],
  { x: { domain: x }, y: { domain } }: Axes,
  gap: number,
) {
  const rows = series.flatMap((each, place) =>
    Array.from(each.x, (value, row) => ({
      series: each.name,
      shift: (place - (series.length - 1) / 2) * gap,
      x: value,
      mean: each.mean[row],
      low: each.low[row],
      high: each.high[row],
    })),
  );
  const frames = { x, mean: domain, low: domain, high: domain };
  return csvOf(rows, ["series", "shift", "x", "mean", "low", "high"], frames);
}

const curveLayer = (curves: readonly Curve[], axes: Axes, look: Channels): Layer =>
  mark(
    "line",
    { clip: true, ...silent },
    { ...onAxes(axes), ...look },
    curveRows(
      curves.map((curve) => thinnedCurve(curve, mostCurvePoints)),
      { x: axes.x.domain, y: axes.y.domain },
    ),
  );

/** In pixels, beside its symbol. */
const widestName = 500;

function assertSeries(options: ErrorBarsOptions): void {
  const { series, curves = [] } = options;
  const most = palette.length;
  ensure(
    series?.length > 0 && series.length + curves.length <= most,
    `there are ${series?.length ?? "no"} series and ${curves.length} curves; at least one series, and at most ` +
      `${most} together, are wanted, for more cannot be told apart.`,
  );
  for (const { name } of [...series, ...curves]) {
    check.text("a name", name);
    const width = textWidth(name, { fontSize: 12 });
    assertFits(`the name "${name}" is`, width, widestName, "fit. Shorten it.");
  }
  assertNamesDiffer("series or curves", [...series, ...curves]);
  for (const curve of curves) assertCurve(curve, options);
  for (const each of series) placing(`series "${each.name}"`, () => assertRanges(each, options));
  const bars = series.flatMap(({ x, low, high }) =>
    Array.from(x, (place, row) => ({ x: [place, place], y: [low[row], high[row]] })),
  );
  assertSeen([...bars, ...curves], options);
}

function assertRanges({ x, mean, low, high }: ErrorBarSeries, { logX, logY }: ErrorBarsOptions): void {
  for (const [column, values] of Object.entries({ x, mean, low, high })) {
    check.numbers(column, values);
    ensure(
      values.length === x.length,
      `${column} has ${values.length} values and x has ${x.length}; equal lengths are wanted.`,
    );
  }
  const wrong = Array.from(mean).findIndex((value, row) => !within(value, [low[row], high[row]]));
  ensure(
    wrong < 0,
    `mean[${wrong}] is ${mean[wrong]}, outside ${low[wrong]} … ${high[wrong]}; low and high are the bar's ends, not ` +
      "lengths. A mean may lie outside of quantiles: then give the median.",
  );
  if (logX) check.assertPositive("x", x);
  if (logY) check.assertPositive("low", low);
}

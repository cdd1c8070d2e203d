import { sum } from "d3-array";
import type { TopLevelSpec } from "vega-lite";
import { along, told, type Channels, type FixedAxis, type Layer } from "./common/channels";
import { aFrame, assertPositive, aText, checkOptions, ensure, someNumbers } from "./common/check";
import { textWidth } from "./common/fonts";
import { keyLayers, placeKey } from "./common/key";
import { countText, withEnoughDigits } from "./common/number-text";
import { extent, isWide, logDomain, niceDomain, within, type Domain } from "./common/numbers";
import { csvOf } from "./common/rows";
import { dashes, heading, maximumWidth, palette, shapes, themed } from "./common/theme";
import { assertCurve, assertSeen, curveRows, thinnedCurve, type Curve } from "./curves/curves";

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

const caller = "errorBars";
/** In pixels, beside its symbol. */
const widestName = 500;

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
  const { series, curves = [], barsShow, logX = false, logY = false, note, bands = false } = options;
  const xs = [...series, ...curves].flatMap(({ x }) => extent(x));
  const ys = series.flatMap(({ low, high }) => [...extent(low), ...extent(high)]);
  const yRange = extent([...ys, ...curves.flatMap(({ y }) => extent(y))]);
  const xDomain = options.xDomain ?? roomyDomain(extent(xs), logX);
  const yDomain = options.yDomain ?? (logY ? roomyDomain(yRange, true) : niceDomain(yRange, 6));
  const { xFormat = withEnoughDigits(",.4~r", xDomain), yFormat = withEnoughDigits(".4~g", yDomain) } =
    options;
  const axes: ScaledAxes = {
    x: { title: options.xTitle, format: xFormat, domain: xDomain, isLog: logX },
    y: { title: options.yTitle, format: yFormat, domain: yDomain, isLog: logY, ticks: 6 },
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
      ...(curves.length ? [curveLayer(curves, axes, looks.lines)] : []),
      {
        data: seriesRows(series, axes, bands ? 0 : beside),
        layer: seriesLayers(axes, looks.points, { bands, joined: options.joined ?? !curves.length }),
      },
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
function roomyDomain([low, high]: Domain, isLog: boolean): [number, number] {
  if (!isWide([low, high])) return isLog ? logDomain([low, high]) : niceDomain([low, high]);
  const room = 0.03;
  if (isLog) return [low * (low / high) ** room, high * (high / low) ** room];
  return [low - room * (high - low), high + room * (high - low)];
}

/** Says how many bars the frame cuts; nothing where it cuts none. */
function cutText(series: readonly ErrorBarSeries[], xDomain: Domain, yDomain: Domain): string {
  const cut = sum(series, ({ x, low, high }) =>
    sum(Array.from(x), (place, row) =>
      Number(!(within(place, xDomain) && within(low[row], yDomain) && within(high[row], yDomain))),
    ),
  );
  return cut ? `${countText(cut)} ${cut === 1 ? "range reaches" : "ranges reach"} out of the frame` : "";
}

/** An axis with fixed ends that may be logarithmic. */
type ScaledAxis = FixedAxis & { isLog: boolean };
type ScaledAxes = Record<"x" | "y", ScaledAxis>;

/** Pixels between the bars of two series at the same x. */
const beside = 7;
const mostCurvePoints = 300;

/** From back to front: bands, joining lines, bars with caps, points. */
function seriesLayers(
  axes: ScaledAxes,
  looks: Channels,
  { bands, joined }: { bands: boolean; joined: boolean },
): Layer[] {
  const x = scaled("x", axes.x);
  const { color } = looks;
  const ends = { y: scaled("low", axes.y), y2: { field: "high" } };
  const shifted = { xOffset: { expr: "datum.shift" }, clip: true };
  const thin = { strokeWidth: 1.5, ...shifted };
  const cap = (field: string): Layer => ({
    mark: { type: "point", shape: "stroke", filled: false, size: 70, opacity: 1, ...thin },
    encoding: { x, y: scaled(field, axes.y), color },
  });
  const band: Layer = {
    mark: { type: "area", opacity: 0.2, clip: true, tooltip: null },
    encoding: { x, ...ends, y: { ...ends.y, stack: null }, color },
  };
  const bar: Layer = { mark: { type: "rule", tooltip: null, ...thin }, encoding: { x, ...ends, color } };
  const line: Layer = {
    mark: { type: "line", opacity: bands ? 1 : 0.45, tooltip: null, ...thin },
    encoding: { x, y: scaled("mean", axes.y), color },
  };
  const points: Layer = {
    mark: { type: "point", size: 55, opacity: 1, stroke: "white", ...shifted, strokeWidth: 0.75 },
    encoding: {
      x,
      y: scaled("mean", axes.y),
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
  return [
    ...(bands ? [band] : []),
    ...(joined ? [line] : []),
    ...(bands ? [] : [bar, cap("low"), cap("high")]),
    points,
  ];
}

/** A column along an axis, which may be logarithmic. */
function scaled(field: string, { isLog, ...axis }: ScaledAxis) {
  const channel = along(field, axis);
  const { domain, nice } = channel.scale;
  return isLog ? { ...channel, scale: { type: "log" as const, domain, nice } } : channel;
}

function seriesRows(series: readonly ErrorBarSeries[], axes: ScaledAxes, gap: number) {
  const rows = series.flatMap(({ name, x, mean, low, high }, place) =>
    Array.from(x, (value, row) => ({
      series: name,
      shift: (place - (series.length - 1) / 2) * gap,
      x: value,
      mean: mean[row],
      low: low[row],
      high: high[row],
    })),
  );
  const { domain } = axes.y;
  return csvOf(rows, ["series", "shift", "x", "mean", "low", "high"], {
    x: axes.x.domain,
    mean: domain,
    low: domain,
    high: domain,
  });
}

const curveLayer = (curves: readonly Curve[], axes: ScaledAxes, look: Channels): Layer => ({
  data: curveRows(
    curves.map((curve) => thinnedCurve(curve, mostCurvePoints)),
    { x: axes.x.domain, y: axes.y.domain },
  ),
  mark: { type: "line", clip: true, tooltip: null },
  encoding: { x: scaled("x", axes.x), y: scaled("y", axes.y), ...look },
});

function checkErrorBars(options: ErrorBarsOptions): void {
  const { series, curves = [], logX, logY } = options;
  checkOptions(caller, options, {
    title: aText,
    xTitle: aText,
    yTitle: aText,
    barsShow: aText,
    xDomain: aFrame(logX),
    yDomain: aFrame(logY),
  });
  const most = palette.length;
  ensure(
    caller,
    series?.length > 0 && series.length + curves.length <= most,
    `there are ${series?.length ?? "no"} series and ${curves.length} curves; at least one series, and at most ` +
      `${most} together, are wanted, for more cannot be told apart.`,
  );
  const names = [...series, ...curves].map(({ name }) => name);
  names.forEach((name, place) => {
    aText(caller, "a name", name);
    const width = textWidth(name, { fontSize: 12 });
    ensure(
      caller,
      width <= widestName,
      `the name "${name}" is ${Math.round(width)} pixels wide; at most ${widestName} fit. Shorten it.`,
    );
    ensure(
      caller,
      names.indexOf(name) === place,
      `two series or curves are named "${name}"; give each its own name.`,
    );
  });
  for (const curve of curves) assertCurve(`${caller}, curve "${curve.name}"`, curve, options);
  for (const each of series) checkSeries(each, options);
  const bars = series.flatMap(({ x, low, high }) =>
    Array.from(x, (place, row) => ({ x: [place, place], y: [low[row], high[row]] })),
  );
  assertSeen(caller, [...bars, ...curves], options);
}

function checkSeries(series: ErrorBarSeries, { logX, logY }: ErrorBarsOptions): void {
  const { name, x, mean, low, high } = series;
  const where = `${caller}, series "${name}"`;
  for (const [column, values] of Object.entries({ x, mean, low, high })) {
    someNumbers(where, column, values);
    ensure(
      where,
      values.length === x.length,
      `${column} has ${values.length} values and x has ${x.length}; equal lengths are wanted.`,
    );
  }
  const wrong = Array.from(mean).findIndex((value, row) => !within(value, [low[row], high[row]]));
  ensure(
    where,
    wrong < 0,
    `mean[${wrong}] is ${mean[wrong]}, outside ${low[wrong]} … ${high[wrong]}; low and high are the bar's ends, not ` +
      "lengths. A mean may lie outside of quantiles: then give the median.",
  );
  if (logX) assertPositive(where, "x", x);
  if (logY) assertPositive(where, "low", low);
}

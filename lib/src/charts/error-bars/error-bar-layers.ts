import type { Channels, Layer } from "../common/chart-types";
import { thinnedCurve, type Curve } from "../curves/curves";
import type { ErrorBarSeries } from "./error-bars";
import { along, type FixedAxis } from "../common/plot-frame";
import { csvRows } from "../common/rows";

/** An axis with fixed ends that may be logarithmic. */
export interface ScaledAxis extends FixedAxis {
  isLog: boolean;
}

export interface ErrorBarAxes {
  x: ScaledAxis;
  y: ScaledAxis;
}

/** How the parts of the chart look. */
export interface ErrorBarScene {
  axes: ErrorBarAxes;
  /** Colour and shape, or colour and dash, by the column `series`. */
  looks: { points: Channels; lines: Channels };
  bands: boolean;
  joined: boolean;
}

/** Pixels between the bars of two series at the same x. */
const beside = 7;
const mostCurvePoints = 300;

/** From back to front: bands, curves, joining lines, bars with caps, points. */
export function errorBarLayers(
  series: readonly ErrorBarSeries[],
  curves: readonly Curve[],
  { axes, looks, bands, joined }: ErrorBarScene,
): Layer[] {
  const x = scaled("x", axes.x);
  const color = looks.points.color;
  const ends = { y: scaled("low", axes.y), y2: { field: "high" } };
  const xOffset = { expr: "datum.shift" };
  const cap = (field: string): Layer => ({
    mark: {
      type: "point",
      shape: "stroke",
      filled: false,
      size: 70,
      strokeWidth: 1.5,
      opacity: 1,
      xOffset,
      clip: true,
    },
    encoding: { x, y: scaled(field, axes.y), color },
  });
  const band: Layer = {
    mark: { type: "area", opacity: 0.2, clip: true, tooltip: null },
    encoding: { x, ...ends, y: { ...ends.y, stack: null }, color },
  };
  const bars: Layer[] = [
    {
      mark: { type: "rule", strokeWidth: 1.5, xOffset, clip: true, tooltip: null },
      encoding: { x, ...ends, color },
    },
    cap("low"),
    cap("high"),
  ];
  const line: Layer = {
    mark: { type: "line", strokeWidth: 1.5, opacity: bands ? 1 : 0.45, xOffset, clip: true, tooltip: null },
    encoding: { x, y: scaled("mean", axes.y), color },
  };
  const points: Layer = {
    mark: { type: "point", size: 55, opacity: 1, stroke: "white", strokeWidth: 0.75, xOffset, clip: true },
    encoding: { x, y: scaled("mean", axes.y), ...looks.points, tooltip: tooltipOf(axes) },
  };
  return [
    ...(curves.length ? [curveLayer(curves, axes, looks.lines)] : []),
    {
      data: seriesRows(series, axes, bands ? 0 : beside),
      layer: [...(bands ? [band] : []), ...(joined ? [line] : []), ...(bands ? [] : bars), points],
    },
  ];
}

/** A column along an axis, which may be logarithmic. */
function scaled(field: string, { isLog, ...axis }: ScaledAxis) {
  const channel = along(field, axis);
  const { domain, nice } = channel.scale;
  return isLog ? { ...channel, scale: { type: "log" as const, domain, nice } } : channel;
}

function seriesRows(series: readonly ErrorBarSeries[], axes: ErrorBarAxes, gap: number) {
  const column = (field: "x" | "mean" | "low" | "high"): number[] =>
    series.flatMap((each) => Array.from(each[field]));
  const { domain } = axes.y;
  return csvRows(
    {
      series: series.flatMap(({ name, x }) => Array.from(x, () => name)),
      shift: series.flatMap(({ x }, place) => Array.from(x, () => (place - (series.length - 1) / 2) * gap)),
      ...{ x: column("x"), mean: column("mean"), low: column("low"), high: column("high") },
    },
    { x: axes.x.domain, mean: domain, low: domain, high: domain },
  );
}

function curveLayer(given: readonly Curve[], axes: ErrorBarAxes, look: Channels): Layer {
  const curves = given.map((curve) => thinnedCurve(curve, mostCurvePoints));
  return {
    data: csvRows(
      {
        series: curves.flatMap(({ name, x }) => x.map(() => name)),
        x: curves.flatMap(({ x }) => x),
        y: curves.flatMap(({ y }) => y),
      },
      { x: axes.x.domain, y: axes.y.domain },
    ),
    mark: { type: "line", clip: true, tooltip: null },
    encoding: { x: scaled("x", axes.x), y: scaled("y", axes.y), ...look },
  };
}

function tooltipOf({ x, y }: ErrorBarAxes): Channels["tooltip"] {
  const told = (field: string, title: string, format: string) =>
    ({ field, type: "quantitative", title, format }) as const;
  return [
    { field: "series", type: "nominal", title: "series" },
    told("x", x.title, x.format),
    told("mean", y.title, y.format),
    told("low", "from", y.format),
    told("high", "to", y.format),
  ];
}

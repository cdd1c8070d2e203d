import { contours } from "d3-contour";
import * as check from "../common/check";
import { ensure, isDrawable, isWide, within, type Domain } from "../common/check";
import { textWidth } from "../common/fonts";
import { mark, onAxes, silent, type Axes, type Layer } from "../common/layers";
import { extent, numberText, roundMultiple } from "../common/numbers";
import { csvRows } from "../common/rows";
import { colours } from "../common/theme";
import type { PlaneFrame } from "./descent-path";

/** A function of two variables and the part of the plane in which it is drawn. */
export interface Contour {
  /** The function, finite in all of the frame. It is asked at about 10,000 points. */
  f: (x: number, y: number) => number;
  /** First and last x of the frame. */
  xDomain: Domain;
  /** First and last y of the frame. */
  yDomain: Domain;
  /** Ascending values at which contours run, at most 20. Default: nine, denser where the function is low. */
  thresholds?: readonly number[];
  /** Where the function is least, marked by a black ×. */
  minimum?: readonly [number, number];
}

/** Where a function is at least as great as `from` (and below `to`): polygons in pixels, 0 | 0 at the top left. */
export interface ContourBand {
  /** −Infinity for the lowest band, which covers the whole frame. */
  from: number;
  /** Infinity for the highest. Higher bands are drawn over this one, so that it shows only below `to`. */
  to: number;
  /** Polygons, each of an outer ring and holes, each a closed list of [x, y]. */
  coordinates: number[][][][];
}

/** Pixels between two points at which the function is asked, about. */
const cell = 5;
const levels = 10;
const mostThresholds = 20;

/**
 * Bands between contours, from the lowest up, to be drawn over each other in this order.
 *
 * Without `thresholds` there are ten bands, whose contours are equally far apart where the function is a quadratic bowl.
 *
 * @param size of the frame, in pixels
 * @throws ChartError if the function is not finite somewhere in the frame, or constant
 */
export function contourBands(
  { f, xDomain, yDomain, thresholds }: Contour,
  { width, height }: { width: number; height: number },
): ContourBand[] {
  const columns = Math.ceil(width / cell);
  const rows = Math.ceil(height / cell);
  const values = valuesOnGrid(f, { xDomain, yDomain }, columns, rows);
  const bounds = thresholds ?? squareRootThresholds(values);
  // The lowest band begins at −Infinity: a contour at the least value would leave a hole where it is reached.
  const found = contours()
    .size([columns + 3, rows + 3])
    .thresholds([-Infinity, ...bounds])(values);
  // d3-contour takes a value to stand half a cell into the grid; one more cell lies outside the frame.
  const place = (pixels: number, cells: number) => (position: number) =>
    Math.round(Math.min(Math.max((position - 1.5) / cells, 0), 1) * pixels * 10) / 10;
  const [toX, toY] = [place(width, columns), place(height, rows)];
  return found.map(({ coordinates }, band) => ({
    from: band ? bounds[band - 1] : -Infinity,
    to: bounds[band] ?? Infinity,
    coordinates: coordinates.map((polygon) => polygon.map((ring) => ring.map(([x, y]) => [toX(x), toY(y)]))),
  }));
}

/**
 * Values at the cells' corners, row by row from the top, and around them once more those at the frame's edge:
 * d3-contour cuts the corners of its grid, which so lie outside.
 */
function valuesOnGrid(f: Contour["f"], frame: PlaneFrame, columns: number, rows: number): number[] {
  const [left, right] = frame.xDomain;
  const [bottom, top] = frame.yDomain;
  const share = (place: number, cells: number): number => Math.min(Math.max(place - 1, 0), cells) / cells;
  return Array.from({ length: (rows + 3) * (columns + 3) }, (_, place) => {
    const x = left + share(place % (columns + 3), columns) * (right - left);
    const y = top - share(Math.floor(place / (columns + 3)), rows) * (top - bottom);
    return drawable(`f(${x}, ${y})`, f(x, y));
  });
}

/** A function's value. @throws ChartError unless it can be drawn. @param call the function with its arguments */
export function drawable(call: string, value: unknown): number {
  ensure(
    isDrawable(value),
    `${call} must be a finite number below 10³⁰⁰ in size, got ${String(value)}. Choose a smaller frame, or correct f.`,
  );
  return value;
}

function squareRootThresholds(values: readonly number[]): number[] {
  const [lowest, highest] = extent(values);
  ensure(
    isWide([lowest, highest]) && highest - lowest >= 1e-9 * Math.max(-lowest, highest),
    `f must vary in the frame, so that there are contours, got ${lowest} to ${highest}. Choose a larger frame, or ` +
      "subtract what is the same everywhere.",
  );
  return Array.from({ length: levels - 1 }, (_, level) => {
    const height = (highest - lowest) * ((level + 1) / levels) ** 2;
    // Two digits of the height above the least value, which may itself have many.
    const unit = 10 ** (Math.floor(Math.log10(height)) - 1);
    return roundMultiple(Math.round((lowest + height) / unit), unit);
  });
}

const lightest = [251, 252, 253];
const darkest = [164, 182, 196];

/** Bands as the chart's data: one GeoJSON text, because nbformat writes each number of an array on a line. */
export function bandData(bands: readonly ContourBand[]) {
  const features = bands.map((band) => ({
    type: "Feature",
    properties: { band: bandName(band) },
    geometry: { type: "MultiPolygon", coordinates: band.coordinates },
  }));
  const values = JSON.stringify({ type: "FeatureCollection", features });
  return { values, format: { type: "json" as const, property: "features" } };
}

/**
 * The bands, the darker the higher.
 *
 * @param title what the function's values mean, as the title of the legend; without it the legend is left out
 */
export function bandLayer(bands: readonly ContourBand[], title?: string): Layer {
  const shades = bands.map((_, band) => {
    const share = band / Math.max(1, bands.length - 1);
    return `rgb(${lightest.map((low, part) => Math.round(low + share * (darkest[part] - low))).join(",")})`;
  });
  return {
    // Already in pixels.
    projection: { type: "identity", scale: 1, translate: [0, 0] },
    mark: { type: "geoshape", stroke: "white", strokeWidth: 0.75, tooltip: null },
    encoding: {
      fill: {
        field: "properties.band",
        type: "nominal",
        scale: { domain: bands.map(bandName).reverse(), range: shades.reverse() },
        legend: title
          ? { title, orient: "right", symbolType: "square", symbolSize: 180, symbolStrokeColor: "#888888" }
          : null,
      },
    },
  };
}

/** Pixels that the legend takes at the right. */
export function bandLegendWidth(bands: readonly ContourBand[], title: string): number {
  const widest = Math.max(...bands.map((band) => textWidth(bandName(band), { fontSize: 12 })));
  return Math.ceil(18 + Math.max(24 + widest, textWidth(title, { fontSize: 12 })));
}

/** Where the minimum is; no layer if that is not told. */
export function minimumLayers(minimum: Contour["minimum"], axes: Axes): Layer[] {
  if (!minimum) return [];
  const [x, y] = minimum;
  const data = csvRows({ x: [x], y: [y] }, { x: axes.x.domain, y: axes.y.domain });
  const look = { shape: "cross", angle: 45, opacity: 1, fill: colours.black, size: 90, stroke: "white" };
  return [mark("point", { ...look, ...silent }, onAxes(axes), data)];
}

function bandName({ from, to }: ContourBand): string {
  const text = (value: number): string => numberText(value, ".4~g");
  if (from === -Infinity) return to === Infinity ? "all" : `below ${text(to)}`;
  return to === Infinity ? `from ${text(from)}` : `${text(from)} – ${text(to)}`;
}

/** The checks of `Contour`, save for that of `minimum`, which is to lie in the frame. */
export const contourChecks = {
  f: check.functionOf("x and y"),
  xDomain: check.domain,
  yDomain: check.domain,
  thresholds: check.optional(someThresholds),
};

/** @throws ChartError unless the minimum lies in the frame, where it is told */
export function assertMinimum({ xDomain, yDomain, minimum }: Contour): void {
  if (!minimum) return;
  check.numbers("minimum", minimum);
  ensure(
    minimum.length === 2 && within(minimum[0], xDomain) && within(minimum[1], yDomain),
    `minimum is ${JSON.stringify(minimum)}; two numbers in the frame are wanted.`,
  );
}

function someThresholds(name: string, thresholds: readonly number[]): void {
  check.numbers(name, thresholds);
  ensure(
    thresholds.length <= mostThresholds,
    `${name} has ${thresholds.length} values; at most ${mostThresholds} shades can be told apart.`,
  );
  const wrong = thresholds.findIndex((value, place) => value <= thresholds[place - 1]);
  ensure(
    wrong < 0,
    `${name}[${wrong}] is ${thresholds[wrong]}, not above ${thresholds[wrong - 1]}; give them in ascending order.`,
  );
}

import { contours } from "d3-contour";
import { ChartError } from "../common/chart-error";
import { isDrawable, isWide } from "../common/check-input";
import { extent } from "../common/nice-domain";
import type { PlaneFrame } from "./plane-frame";

/** A function of two variables: finite for every x and y of its frame. */
export type PlaneFunction = (x: number, y: number) => number;

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

/**
 * Bands between contours, from the lowest up, to be drawn over each other in this order.
 *
 * @param options.thresholds ascending values at which one band ends and the next begins. Default: ten bands whose
 *   contours are equally far apart where the function is a quadratic bowl
 * @throws ChartError if the function is not finite somewhere in the frame, or constant
 */
export function contourBands(
  caller: string,
  f: PlaneFunction,
  { frame, thresholds }: { frame: PlaneFrame; thresholds?: readonly number[] | undefined },
): ContourBand[] {
  const columns = Math.ceil(frame.width / cell);
  const rows = Math.ceil(frame.height / cell);
  const values = valuesOnGrid(caller, f, { frame, columns, rows });
  const bounds = thresholds ?? squareRootThresholds(caller, values);
  // The lowest band begins at −Infinity: a contour at the least value would leave a hole where it is reached.
  const found = contours()
    .size([columns + 3, rows + 3])
    .thresholds([-Infinity, ...bounds])(values);
  // d3-contour takes a value to stand half a cell into the grid; one more cell lies outside the frame.
  const place = (pixels: number, cells: number) => (position: number) =>
    Math.round(Math.min(Math.max((position - 1.5) / cells, 0), 1) * pixels * 10) / 10;
  const [toX, toY] = [place(frame.width, columns), place(frame.height, rows)];
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
function valuesOnGrid(
  caller: string,
  f: PlaneFunction,
  { frame, columns, rows }: { frame: PlaneFrame; columns: number; rows: number },
): number[] {
  const [left, right] = frame.xDomain;
  const [bottom, top] = frame.yDomain;
  const share = (place: number, cells: number): number => Math.min(Math.max(place - 1, 0), cells) / cells;
  return Array.from({ length: (rows + 3) * (columns + 3) }, (_, place) => {
    const x = left + share(place % (columns + 3), columns) * (right - left);
    const y = top - share(Math.floor(place / (columns + 3)), rows) * (top - bottom);
    const value: unknown = f(x, y);
    if (isDrawable(value)) return value;
    throw new ChartError(
      `${caller}: f(${x}, ${y}) must be a finite number below 10³⁰⁰ in size, got ${String(value)}. ` +
        "Choose a smaller frame, or correct f.",
    );
  });
}

function squareRootThresholds(caller: string, values: readonly number[]): number[] {
  const [lowest, highest] = extent(values);
  if (!isWide([lowest, highest]) || highest - lowest < 1e-9 * Math.max(-lowest, highest)) {
    throw new ChartError(
      `${caller}: f must vary in the frame, so that there are contours, got ${lowest} to ${highest}. Choose a larger ` +
        "frame, or subtract what is the same everywhere.",
    );
  }
  return Array.from({ length: levels - 1 }, (_, level) => {
    const height = (highest - lowest) * ((level + 1) / levels) ** 2;
    // Two digits of the height above the least value, which may itself have many.
    const unit = 10 ** (Math.floor(Math.log10(height)) - 1);
    return Number((Math.round((lowest + height) / unit) * unit).toPrecision(12));
  });
}

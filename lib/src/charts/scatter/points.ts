import { onAxes, told, type Axes, type Layer } from "../common/channels";
import { aDomain, assertSomeInside, aWholeNumber, optional, titleChecks, type Titles } from "../common/check";
import { countText, outsideText, withEnoughDigits } from "../common/number-text";
import { extent, niceDomain, within } from "../common/numbers";
import { csvRows } from "../common/rows";
import { sampleRows } from "../common/sample-rows";

/** What charts of points are told besides the points. */
export interface PointsOptions extends Titles {
  /** d3 number format of x. Default ",.4~r". */
  xFormat?: string;
  /** d3 number format of y and of errors in y, such as "$.3~s". Default ",.4~r". */
  yFormat?: string;
  /** At most this many points are drawn, evenly picked; lines, errors and bands always count all. Default 1500. */
  maxPoints?: number;
  /** What the points are, in the plural. Default "points". */
  noun?: string;
  /** First and last x of the frame. Default: all points, to round numbers. */
  xDomain?: readonly [number, number];
  /** First and last y of the frame. Default: all points (of residuals also zero), to round numbers. */
  yDomain?: readonly [number, number];
}

/** The checks of `PointsOptions` that need no points. */
export const pointChecks = { ...titleChecks, xDomain: optional(aDomain), yDomain: optional(aDomain) };

/**
 * Axes around points, and a layer of those in the frame, or of some where there are more than `maxPoints`, smaller
 * and paler where there are many, so that crowds are seen; and what the reader must be told of the others ("" if
 * there are none).
 *
 * @param points the points, and the values between which y goes by default
 * @throws ChartError if no point lies in the frame, or `maxPoints` is not a whole number above 0
 */
export function framedPoints(
  caller: string,
  { x, y, yRange = extent(y) }: { x: ArrayLike<number>; y: ArrayLike<number>; yRange?: [number, number] },
  options: PointsOptions,
): { axes: Axes; layer: Layer; left: string } {
  const { xDomain = niceDomain(extent(x)), yDomain = niceDomain(yRange), maxPoints = 1500 } = options;
  const { noun = "points", xTitle, yTitle } = options;
  const { xFormat = withEnoughDigits(",.4~r", xDomain), yFormat = withEnoughDigits(",.4~r", yDomain) } =
    options;
  aWholeNumber(1)(caller, "maxPoints", maxPoints);
  const isInside = (row: number): boolean => within(x[row], xDomain) && within(y[row], yDomain);
  const inside = [...Array(x.length).keys()].filter(isInside);
  assertSomeInside(caller, noun, x.length, inside.length);
  const rows = sampleRows(inside, maxPoints, { x, y });
  const drawn = `${countText(rows.length)} of ${countText(x.length)} ${noun} are drawn`;
  const left = [drawn, outsideText(x.length - inside.length)].filter(Boolean).join("; ");
  const columns = { x: rows.map((row) => x[row]), y: rows.map((row) => y[row]) };
  const look = rows.length > 500 ? { size: 14, opacity: 0.3 } : { size: 36, opacity: 0.65 };
  const axes: Axes = {
    x: { title: xTitle, format: xFormat, domain: xDomain },
    y: { title: yTitle, format: yFormat, domain: yDomain },
  };
  return {
    axes,
    left: rows.length === x.length ? "" : left,
    layer: {
      data: csvRows(columns, { x: xDomain, y: yDomain }),
      mark: { type: "point", ...look },
      encoding: { ...onAxes(axes), tooltip: [told("x", xTitle, xFormat), told("y", yTitle, yFormat)] },
    },
  };
}

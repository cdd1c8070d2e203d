import * as check from "../common/check";
import { within, type AxisOptions, type Checks, type Domain } from "../common/check";
import { axesOf, onAxes, told, type Axes, type Layer } from "../common/layers";
import { countText, extent, niceDomain, outsideText } from "../common/numbers";
import { csvRows, sampleRows } from "../common/rows";
import { joined } from "../common/theme";

/** What charts of points are told besides the points. */
export interface PointsOptions extends Omit<AxisOptions, "logX" | "logY"> {
  /** At most this many points are drawn, evenly picked; lines, errors and bands always count all. Default 1500. */
  maxPoints?: number;
  /** What the points are, in the plural. Default "points". */
  noun?: string;
}

/** The checks of `PointsOptions`. */
export const pointChecks = {
  ...check.axes,
  maxPoints: check.optional(check.wholeNumber(1)),
} satisfies Checks<PointsOptions>;

/**
 * Axes around points, and a layer of those in the frame, or of some where there are more than `maxPoints`, smaller
 * and paler where there are many, so that crowds are seen; and the subtitle, with what the reader must be told of the
 * others.
 *
 * @param points the points, and the values between which y goes by default
 * @param whole says what includes all points even where only some are drawn, as in "the band counts"
 * @throws ChartError if no point lies in the frame
 */
export function framedPoints(
  { x, y, yRange = extent(y) }: { x: ArrayLike<number>; y: ArrayLike<number>; yRange?: Domain },
  options: PointsOptions,
  whole: string,
): { axes: Axes; layer: Layer; subtitle: string } {
  const { xDomain = niceDomain(extent(x)), yDomain = niceDomain(yRange), maxPoints = 1500 } = options;
  const { noun = "points", xTitle, yTitle } = options;
  const isInside = (row: number): boolean => within(x[row], xDomain) && within(y[row], yDomain);
  const inside = [...Array(x.length).keys()].filter(isInside);
  check.assertSomeInside(noun, x.length, inside.length);
  const rows = sampleRows(inside, maxPoints, { x, y });
  const drawn = `${countText(rows.length)} of ${countText(x.length)} ${noun} are drawn`;
  const counted = `${whole} all ${countText(x.length)}`;
  const left = rows.length < x.length && joined(drawn, outsideText(x.length - inside.length), counted);
  const columns = { x: rows.map((row) => x[row]), y: rows.map((row) => y[row]) };
  const look = rows.length > 500 ? { size: 14, opacity: 0.3 } : { size: 36, opacity: 0.65 };
  const axes = axesOf(options, [xDomain, yDomain]);
  const tooltip = [told("x", xTitle, axes.x.format), told("y", yTitle, axes.y.format)];
  return {
    axes,
    subtitle: joined(left, options.subtitle),
    layer: {
      data: csvRows(columns, { x: xDomain, y: yDomain }),
      mark: { type: "point", ...look },
      encoding: { ...onAxes(axes), tooltip },
    },
  };
}

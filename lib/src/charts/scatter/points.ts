import { along, told, type Axes, type Layer } from "../common/channels";
import { assertSomeInside, aWholeNumber } from "../common/check";
import { countText, outsideText, withEnoughDigits } from "../common/number-text";
import { within } from "../common/numbers";
import { csvRows } from "../common/rows";
import { sampleRows } from "../common/sample-rows";

/** Points, and the axes on which they are to be drawn. */
export interface FramedPoints {
  x: ArrayLike<number>;
  y: ArrayLike<number>;
  axes: Axes;
  maxPoints?: number | undefined;
  /** What the points are, in the plural. */
  noun: string;
}

/** Axes with titles and domains; a format that is left out has as many digits as labels need to differ. */
export const axesOf = (x: Omit<Axes["x"], "format"> & { format: string | undefined }, y: typeof x): Axes => ({
  x: { ...x, format: x.format ?? withEnoughDigits(",.4~r", x.domain) },
  y: { ...y, format: y.format ?? withEnoughDigits(",.4~r", y.domain) },
});

/**
 * The points in the frame, or some of them where there are more than `maxPoints` (1500 by default), smaller and
 * paler where there are many, so that crowds are seen; and what the reader must be told of the others ("" if there
 * are none).
 *
 * @throws ChartError if none lies in the frame, or `maxPoints` is not a whole number above 0
 */
export function framedPoints(
  caller: string,
  { x, y, axes, maxPoints = 1500, noun }: FramedPoints,
): { layer: Layer; left: string } {
  aWholeNumber(1)(caller, "maxPoints", maxPoints);
  const isInside = (row: number): boolean => within(x[row], axes.x.domain) && within(y[row], axes.y.domain);
  const inside = [...Array(x.length).keys()].filter(isInside);
  assertSomeInside(caller, noun, x.length, inside.length);
  const rows = sampleRows(inside, maxPoints, { x, y });
  const drawn = `${countText(rows.length)} of ${countText(x.length)} ${noun} are drawn`;
  const columns = { x: rows.map((row) => x[row]), y: rows.map((row) => y[row]) };
  const look = rows.length > 500 ? { size: 14, opacity: 0.3 } : { size: 36, opacity: 0.65 };
  return {
    left:
      rows.length === x.length
        ? ""
        : [drawn, outsideText(x.length - inside.length)].filter(Boolean).join("; "),
    layer: {
      data: csvRows(columns, { x: axes.x.domain, y: axes.y.domain }),
      mark: { type: "point", ...look },
      encoding: {
        x: along("x", axes.x),
        y: along("y", axes.y),
        tooltip: [told("x", axes.x.title, axes.x.format), told("y", axes.y.title, axes.y.format)],
      },
    },
  };
}

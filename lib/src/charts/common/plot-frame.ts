import type { Field, PositionFieldDef } from "vega-lite/build/src/channeldef";
import { ChartError } from "./chart-error";
import { assertSomeInside } from "./check-input";
import { sampleRows } from "../scatter/sample-rows";

/** One axis of a chart whose ends stay put. */
export interface FixedAxis {
  title: string;
  /** d3 number format of the labels. */
  format: string;
  domain: readonly [number, number];
  /** About how many labels. Default 8. */
  ticks?: number;
  /** Whether the axis has grid lines alone, because a neighbour's labels count. Default false. */
  isBare?: boolean;
}

/** A column placed along an axis with fixed ends; all layers of a chart share the axis. */
export const along = (field: string, { title, format, domain, ticks = 8, isBare = false }: FixedAxis) =>
  ({
    field,
    type: "quantitative",
    scale: { domain: [...domain], nice: false, zero: false },
    axis: {
      ...{ title: isBare ? null : title, format, tickCount: ticks },
      ...(isBare && { labels: false, ticks: false }),
    },
  }) satisfies PositionFieldDef<Field>;

/** Whether a number lies in a range, its ends included. */
export const within = (value: number, [low, high]: readonly [number, number]): boolean =>
  value >= low && value <= high;

/** A count as the charts write it, as in "21,613". */
export const countText = (count: number): string => count.toLocaleString("en-US");

/** Says how many lie outside the frame; nothing where none does. */
export const outsideText = (count: number): string =>
  count ? `${countText(count)} ${count === 1 ? "lies" : "lie"} outside the frame` : "";

/** Points, and the frame in which they are to be drawn. */
export interface FramedPoints {
  x: ArrayLike<number>;
  y: ArrayLike<number>;
  xDomain: readonly [number, number];
  yDomain: readonly [number, number];
  maxPoints: number;
  /** What the points are, in the plural. */
  noun: string;
}

/**
 * Which of the points to draw, and what the reader must be told of the others ("" if there are none).
 *
 * @throws ChartError if none lies in the frame, or `maxPoints` is not a whole number above 0
 */
export function pointsInFrame(
  caller: string,
  { x, y, xDomain, yDomain, maxPoints, noun }: FramedPoints,
): { rows: number[]; told: string } {
  if (!(Number.isInteger(maxPoints) && maxPoints > 0)) {
    throw new ChartError(`${caller}: maxPoints is ${maxPoints}; a whole number above 0 is wanted.`);
  }
  const inside = Array.from(x, (_, row) => row).filter(
    (row) => within(x[row], xDomain) && within(y[row], yDomain),
  );
  assertSomeInside(caller, noun, x.length, inside.length);
  const rows = sampleRows(inside, maxPoints, { x, y });
  if (rows.length === x.length) return { rows, told: "" };
  const drawn = `${countText(rows.length)} of ${countText(x.length)} ${noun} are drawn`;
  return { rows, told: [drawn, outsideText(x.length - inside.length)].filter(Boolean).join("; ") };
}

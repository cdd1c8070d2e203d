import type { Position } from "../common/chart-types";
import { along, type FixedAxis } from "../common/plot-frame";

/** A frame of fixed size in a plane of two variables. */
export interface PlaneFrame {
  /** Pixels. */
  width: number;
  /** Pixels. */
  height: number;
  xDomain: readonly [number, number];
  yDomain: readonly [number, number];
}

/** The part of a straight line between two points that lies in a frame, as [x, y, x2, y2]; none if none does. */
export function clipSegment(
  [x, y]: readonly [number, number],
  [x2, y2]: readonly [number, number],
  { xDomain, yDomain }: Pick<PlaneFrame, "xDomain" | "yDomain">,
): [number, number, number, number] | undefined {
  // Liang and Barsky: each edge of the frame bounds the share of the way that lies inside.
  let [from, to] = [0, 1];
  const edges = [
    [x - x2, x - xDomain[0]],
    [x2 - x, xDomain[1] - x],
    [y - y2, y - yDomain[0]],
    [y2 - y, yDomain[1] - y],
  ];
  for (const [outward, room] of edges) {
    if (outward === 0 && room < 0) return undefined;
    if (outward < 0) from = Math.max(from, room / outward);
    if (outward > 0) to = Math.min(to, room / outward);
  }
  if (from > to) return undefined;
  const at = (share: number): [number, number] => [x + share * (x2 - x), y + share * (y2 - y)];
  return [...at(from), ...at(to)];
}

/** The two axes of a plane. */
export interface PlaneAxes {
  x: FixedAxis;
  y: FixedAxis;
}

/** Places columns named `x` and `y`, or as given, on a plane's axes. */
export const onPlane = ({ x, y }: PlaneAxes, columns = { x: "x", y: "y" }): Position => ({
  x: along(columns.x, x),
  y: along(columns.y, y),
});

import { withEnoughDigits } from "../common/number-text";
import type { FixedAxis } from "../common/channels";
import type { Domain } from "../common/numbers";

/** The part of a plane of two variables that is drawn. */
export interface PlaneFrame {
  xDomain: Domain;
  yDomain: Domain;
}

/** An axis of a plane, with as many digits as its labels need to differ. */
export const planeAxis = (title: string, domain: Domain, look: Partial<FixedAxis> = {}): FixedAxis => ({
  title,
  format: withEnoughDigits(",.4~r", domain),
  domain,
  ...look,
});

/** The part of a straight line between two points that lies in a frame, as [x, y, x2, y2]; none if none does. */
export function clipSegment(
  [x, y]: readonly [number, number],
  [x2, y2]: readonly [number, number],
  { xDomain, yDomain }: PlaneFrame,
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

import { maxIndex, minIndex } from "d3-array";

/**
 * Which of the rows to draw when there are too many: at most `maximum`, evenly spaced, the same each time. The
 * rows with the smallest and greatest x and y are among them (from a maximum of 8 on), so that a frame around
 * all rows does not look too large.
 */
export function sampleRows(
  rows: readonly number[],
  maximum: number,
  { x, y }: { x: ArrayLike<number>; y: ArrayLike<number> },
): number[] {
  if (rows.length <= maximum) return [...rows];
  const extremes = [x, y].flatMap((values) =>
    [minIndex, maxIndex].map((find) => rows[find(rows, (row) => values[row])]),
  );
  const kept = new Set<number>(maximum >= 8 ? extremes : []);
  const others = rows.filter((row) => !kept.has(row));
  const wanted = maximum - kept.size;
  for (let place = 0; place < wanted; place++) {
    kept.add(others[Math.floor(((place + 0.5) * others.length) / wanted)]);
  }
  return [...kept].sort((first, second) => first - second);
}

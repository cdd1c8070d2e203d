/** How y spreads where x lies in one stretch. */
export interface SpreadOfGroup {
  /** The smallest, the median and the greatest x of the group. */
  from: number;
  x: number;
  to: number;
  /** How many points the group has. */
  count: number;
  /** The 10 %, 50 % and 90 % quantiles of its y. */
  low: number;
  middle: number;
  high: number;
}

/** With fewer points in a group its 10 % and 90 % quantiles are little more than single points. */
const leastGroup = 20;

/**
 * Cuts points into groups of (nearly) equal size in the order of x, and tells how y spreads in each. Points of
 * equal x stay together, so that there may be fewer groups, and unequal ones.
 *
 * @param x finite numbers, one at least
 * @param y as many
 * @param groups how many are wanted, where there are points enough: 20 a group, else fewer groups, at least one
 */
export function spreadByGroups(x: ArrayLike<number>, y: ArrayLike<number>, groups = 10): SpreadOfGroup[] {
  const order = Array.from(x, (_, row) => row).sort((a, b) => x[a] - x[b]);
  const wanted = Math.max(1, Math.min(groups, Math.floor(order.length / leastGroup)));
  const starts = [0];
  for (let cut = 1; cut < wanted; cut++) {
    let start = Math.round((cut * order.length) / wanted);
    while (start < order.length && x[order[start]] === x[order[start - 1]]) start++;
    if (start > starts[starts.length - 1] && start < order.length) starts.push(start);
  }
  return starts.map((start, group) => {
    const rows = order.slice(start, starts[group + 1]);
    const sortedX = rows.map((row) => x[row]);
    const sortedY = Float64Array.from(rows, (row) => y[row]).sort();
    return {
      ...{ from: sortedX[0], x: quantile(sortedX, 0.5), to: sortedX[rows.length - 1] },
      count: rows.length,
      ...{ low: quantile(sortedY, 0.1), middle: quantile(sortedY, 0.5), high: quantile(sortedY, 0.9) },
    };
  });
}

/**
 * The value below which a share of sorted values lies, interpolated linearly between neighbours: type 7 of
 * Hyndman and Fan, "Sample Quantiles in Statistical Packages", 1996, and the default of R and NumPy.
 *
 * @param sorted at least one number, in ascending order
 * @param share from 0 to 1
 */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
}
